using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;
using Shouwen.Storage;
using Shouwen.Storage.Complaints;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>
/// Fills a database with complaints that the product's own code has encoded, encrypted, chained, derived and projected; only the last step is another: many go in together. Their journals verify.
/// </summary>
internal static class Filling
{
    private const int AtOnce = 500;

    private const int Days = 365;

    /// <summary>The database of a folder; one that was not filled to its end is made anew.</summary>
    public static async Task<TestDatabase> OpenAsync(string folder, Database kind)
    {
        var database = TestDatabase.At(folder, kind);
        if (File.Exists(MarkOf(database)))
        {
            return database;
        }

        await database.DisposeAsync();
        return TestDatabase.At(folder, kind);
    }

    /// <summary>Fills an empty database with so many complaints received within a year; one that is filled is left as it is.</summary>
    public static async Task FillAsync(TestDatabase database, Workshop workshop, IReadOnlyList<Complaint> models, int complaints, Findings findings, CancellationToken cancellation)
    {
        if (File.Exists(MarkOf(database)))
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        var now = TimeProvider.System.GetLocalNow();
        void Tell(string line) => Console.Error.WriteLine($"{watch.Elapsed:hh\\:mm\\:ss} {line}");
        await using var bulk = await BulkWriter.OpenAsync(database);
        var counters = new ConcurrentDictionary<string, long>();
        var ready = Channel.CreateBounded<IReadOnlyList<CaughtRows>>(8);
        var (left, entries, obligations) = (complaints, 0L, 0L);
        var makers = Enumerable.Range(0, Environment.ProcessorCount).Select(seed => Task.Run(async () =>
        {
            using var catcher = new RowCatcher(database);
            var invention = new Invention(models, now, Days, new(seed));
            while (Interlocked.Add(ref left, -AtOnce) is var rest && rest > -AtOnce)
            {
                for (var i = 0; i < Math.Min(AtOnce, rest + AtOnce); i++)
                {
                    var (one, owed) = await MakeAsync(catcher, workshop, invention, counters);
                    Interlocked.Add(ref entries, one);
                    Interlocked.Add(ref obligations, owed);
                }

                await ready.Writer.WriteAsync(catcher.Take(), cancellation);
            }
        }, cancellation)).ToList();
        _ = Task.WhenAll(makers).ContinueWith(all => ready.Writer.Complete(all.Exception), TaskScheduler.Default);
        var written = 0;
        await foreach (var batch in ready.Reader.ReadAllAsync(cancellation))
        {
            await bulk.WriteAsync(batch);
            written += AtOnce;
            if (written % 50_000 == 0)
            {
                Tell($"{written} of {complaints} complaints");
            }
        }

        foreach (var (scope, value) in counters)
        {
            await bulk.RunAsync($"insert into counters (scope, value) values ('{scope}', {value}) on conflict (scope) do update set value = excluded.value");
        }

        await bulk.RunAsync("update streams set checkpointed_version = version"); // what has gone in together needs no checkpoint of its own
        await bulk.FinishAsync(Tell);
        await using (var context = database.CreateDbContext())
        {
            context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            await context.Obligations.Where(row => row.NextAlarmAt <= now).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAlarmAt, (DateTimeOffset?)null), cancellation); // given long ago
        }

        await File.WriteAllTextAsync(MarkOf(database), "", cancellation);
        findings.Add(new($"{database.Kind}", complaints, "journal entries each", (double)entries / complaints, "on average"));
        findings.Add(new($"{database.Kind}", complaints, "obligations each", (double)obligations / complaints, "on average"));
        findings.Add(new($"{database.Kind}", complaints, "filled at", complaints / watch.Elapsed.TotalSeconds, "complaints a second"));
    }

    private static string MarkOf(TestDatabase database) => Path.Combine(database.Folder, "filled");

    private static async Task<(int Entries, int Obligations)> MakeAsync(RowCatcher catcher, Workshop workshop, Invention invention, ConcurrentDictionary<string, long> counters)
    {
        var entries = invention.Next();
        var policies = await workshop.Get<PolicyShelf>().BindingAsync(Complaint.From(entries), CancellationToken.None);
        var surroundings = new Surroundings(workshop.House.Institution, policies, workshop.House.Calendar);
        var day = workshop.House.Calendar.DateOf(entries[0].At);
        var numbering = NumberFormat.Of(AggregateKind.Complaint, policies);
        var number = NumberFormat.Format(numbering, day, counters.AddOrUpdate(NumberFormat.CounterKey(numbering, day), 1, (_, before) => before + 1));
        var numbered = new Decision(entries, [], []).Numbered(number).Entries;
        var derived = Derivation.Of(Complaint.From(numbered), surroundings, numbered[^1].At);
        var store = workshop.Get<ComplaintStore>();
        var addition = store.Open(catcher.Context, AggregateKind.Complaint, number, numbered, surroundings, derived) with { IsHistory = true };
        await store.WriteAsync(catcher.Context, [addition]);
        return (numbered.Count, derived.Count);
    }
}
