using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>Raw transactions and intakes by turns on one database, so that whatever else the machine does falls on both.</summary>
internal static class Comparison
{
    private const int Sample = 50;

    private static readonly int[] Concurrencies = [1, 8, 16];

    public static async Task RunAsync(TestDatabase database, int rounds, TimeSpan length, CancellationToken cancellation)
    {
        await using var server = await ServerProcess.StartAsync(ServerProcess.StoreOf(database), cancellation);
        using var http = await HttpIntake.OpenAsync(server, database, cancellation);
        var size = await MeasureAsync(database, http, cancellation);
        await RawIntake.MakeTablesAsync(database, size);
        (string Name, Func<int, Task<IReadOnlyList<int>>> Run)[] ways =
        [
            ("raw, one transaction each", clients => OwnTransactionsAsync(database, size, clients, length, cancellation)),
            ("raw, commits shared", clients => SharedCommitsAsync(database, size, clients, length, cancellation)),
            ("intake over HTTP", clients => Rate.MeasureAsync(clients, length, (_, token) => http.RegisterAsync(token), cancellation)),
        ];
        var measured = new Dictionary<(string, int), List<int>>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var clients in Concurrencies)
            {
                foreach (var (name, run) in ways)
                {
                    var each = await run(clients);
                    measured.TryAdd((name, clients), []);
                    measured[(name, clients)].AddRange(each);
                    Console.WriteLine($"round {round + 1}, {clients} clients, {name}: {string.Join(" ", each)}");
                }
            }
        }

        Print(size, ways.Select(way => way.Name).ToList(), measured.ToDictionary(pair => pair.Key, pair => Rate.Median(pair.Value)));
    }

    private static async Task<IntakeSize> MeasureAsync(TestDatabase database, HttpIntake http, CancellationToken cancellation)
    {
        await http.RegisterAsync(cancellation); // the first one also makes the counter and keeps the policies
        var before = await IntakeSize.SnapshotAsync(database);
        for (var i = 0; i < Sample; i++)
        {
            await http.RegisterAsync(cancellation);
        }

        return IntakeSize.Between(before, await IntakeSize.SnapshotAsync(database), Sample);
    }

    private static async Task<IReadOnlyList<int>> OwnTransactionsAsync(TestDatabase database, IntakeSize size, int clients, TimeSpan length, CancellationToken cancellation)
    {
        var raws = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => RawIntake.OpenAsync(database, size)));
        try
        {
            return await Rate.MeasureAsync(clients, length, (client, _) => Task.Run(() => raws[client].WriteAsync(1), CancellationToken.None), cancellation);
        }
        finally
        {
            foreach (var raw in raws)
            {
                await raw.DisposeAsync();
            }
        }
    }

    private static async Task<IReadOnlyList<int>> SharedCommitsAsync(TestDatabase database, IntakeSize size, int clients, TimeSpan length, CancellationToken cancellation)
    {
        await using var raw = await RawIntake.OpenAsync(database, size);
        await using var shared = new SharedCommits(raw);
        return await Rate.MeasureAsync(clients, length, (_, _) => shared.WriteAsync(), cancellation);
    }

    private static void Print(IntakeSize size, IReadOnlyList<string> ways, Dictionary<(string, int), int> medians)
    {
        Console.WriteLine($"\nOne intake: {size.RowsInAll} rows, {size.BytesInAll} bytes and one draw of the counter");
        foreach (var table in size.Tables)
        {
            Console.WriteLine($"  {table.Name}: {table.Rows} rows of {table.BytesPerRow} bytes");
        }

        Console.WriteLine($"\n| clients | {string.Join(" | ", ways)} | of one transaction each | of shared commits |\n|---|---|---|---|---|---|");
        foreach (var clients in Concurrencies)
        {
            var rates = ways.Select(way => medians[(way, clients)]).ToList();
            Console.WriteLine($"| {clients} | {string.Join(" | ", rates)} | {Share(rates[2], rates[0])} | {Share(rates[2], rates[1])} |");
        }
    }

    private static string Share(int part, int whole) => whole == 0 ? "–" : $"{100.0 * part / whole:F0} %";
}
