// Registers complaints by eight clients until it is killed; says each one on a line once it has been answered.
//   Shouwen.CrashChild (Sqlite | PostgreSql) DATABASE-NAME RUN
using Shouwen.Storage;
using Shouwen.Testing;

var (kind, name, run) = (Enum.Parse<Database>(args[0]), args[1], args[2]);
await using var storage = await TestStorage.OpenAsync(kind, name);
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
await output.WriteLineAsync("ready");
await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
{
    for (var i = 0; ; i++)
    {
        var key = $"{run}/{client}/{i}";
        var done = (Done)await storage.Handler.HandleAsync(TestStorage.Registration(key, key), CancellationToken.None);
        await output.WriteLineAsync($"{key} {done.Number}");
    }
})));
