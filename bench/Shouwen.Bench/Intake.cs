using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>Raw transactions and intakes by turns on one database, so that whatever else the machine does falls on both.</summary>
internal static class Intake
{
    private const int Sample = 50;
    private const string Each = "raw, a transaction each", Shared = "raw, commits shared";

    private static readonly int[] Concurrencies = [1, 8, 16, 64];

    public static async Task MeasureAsync(TestDatabase database, TimeSpan length, Findings findings, CancellationToken cancellation)
    {
        await using var server = await ServerProcess.StartAsync(ServerProcess.StoreOf(database), cancellation);
        using var http = await HttpIntake.OpenAsync(server, database, cancellation);
        await Rate.MeasureAsync(Concurrencies[^1], Rate.WarmUp, (_, token) => http.RegisterAsync(token), cancellation); // until the server's code is compiled for good
        var size = await SizeAsync(database, http, cancellation);
        await RawIntake.MakeTablesAsync(database, size);
        foreach (var clients in Concurrencies)
        {
            var (each, shared, intake) = ($"{Each}, {clients} clients", $"{Shared}, {clients} clients", $"intake over HTTP, {clients} clients");
            findings.Add(new($"{database.Kind}", 0, each, Rate.Median(await OwnTransactionsAsync(database, size, clients, length, cancellation)), "a second"));
            findings.Add(new($"{database.Kind}", 0, shared, Rate.Median(await SharedCommitsAsync(database, size, clients, length, cancellation)), "a second", each));
            findings.Add(new($"{database.Kind}", 0, intake, Rate.Median(await Rate.MeasureAsync(clients, length, (_, token) => http.RegisterAsync(token), cancellation)), "a second", each));
        }

        findings.Add(new($"{database.Kind}", 0, "one intake", size.RowsInAll, "rows"));
        findings.Add(new($"{database.Kind}", 0, "one intake", size.BytesInAll, "bytes"));
        findings.Add(new($"{database.Kind}", 0, "server's memory after these intakes", server.ResidentBytes / 1048576.0, "MiB"));
    }

    private static async Task<IntakeSize> SizeAsync(TestDatabase database, HttpIntake http, CancellationToken cancellation)
    {
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
}
