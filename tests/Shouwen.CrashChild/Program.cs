// Registers complaints by eight clients until it is killed; says each one on a line once it has been answered. A run named "destroy…" destroys the closed
// ones instead, one after the other, and says each; one named "upgrade" brings the tables up to this version. SHOUWEN_TEST_SYNCHRONOUS=off lets SQLite not sync.
//   Shouwen.CrashChild (Sqlite | PostgreSql) DATABASE-NAME RUN
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Testing;

var (kind, name, run) = (Enum.Parse<Database>(args[0]), args[1], args[2]);
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
if (run == "upgrade")
{
    await output.WriteLineAsync("ready");
}

await using var storage = await TestStorage.OpenAsync(kind, name);
if (run == "upgrade")
{
    await Task.Delay(Timeout.Infinite); // until it is killed
}

await output.WriteLineAsync("ready");
if (run.StartsWith("destroy", StringComparison.Ordinal))
{
    await using var context = storage.Database.CreateDbContext();
    foreach (var number in await context.Complaints.Where(row => row.Stage == Stage.Closed).OrderBy(row => row.Number).Select(row => row.Number).ToListAsync())
    {
        _ = await storage.DoAsync(number, "off", "destroy", ("approval", "销字第1号")) is Done ? true : throw new InvalidOperationException(number);
        await output.WriteLineAsync(number);
    }

    await Task.Delay(Timeout.Infinite); // until it is killed
}

await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
{
    for (var i = 0; ; i++)
    {
        var key = $"{run}/{client}/{i}";
        var done = (Done)await storage.Handler.HandleAsync(TestStorage.Registration(key, key), CancellationToken.None);
        await output.WriteLineAsync($"{key} {done.Number}");
    }
})));
