using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Playing;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Storage.Duties;

namespace Shouwen.App.Demo;

/// <summary>
/// Plays the demo year into an empty database, through the same handler as everything else, each act at its own time. A step that the rules refuse
/// ends its complaint's course there, as it would in life.
/// </summary>
internal sealed class DemoWriter(StepPlayer player, CaseReader cases, DutyBook duties, House house, DemoClock clock)
{
    private const int Seed = 20260101;
    private const int StepsAtOnce = 64;

    private const int MostSigners = 4;
    private const int MostActs = 20;

    private readonly ConcurrentDictionary<string, bool> stuck = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, HashSet<string> Tried)> tended = new();

    /// <summary>Fills the database of a server that is not running yet; does nothing where complaints exist.</summary>
    /// <param name="progress">Told steps done and steps in all.</param>
    /// <returns>How many complaints there are now, and why steps were refused (clause or code, how often).</returns>
    public static async Task<(int Complaints, IReadOnlyDictionary<string, int> Refusals)> FillAsync(ShouwenOptions options, string root, DateTimeOffset now, Action<int, int> progress, CancellationToken cancellation)
    {
        var demoClock = new DemoClock();
        demoClock.Set(now.AddDays(-DemoDuties.Days)); // when its rules begin to be kept
        await using var provider = await Store.OpenAsync(options, cancellation, services => services.AddSingleton(demoClock).AddSingleton<TimeProvider>(demoClock).AddSingleton<StepPlayer>().AddSingleton<DemoWriter>());
        await using var context = await provider.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        if (await context.Complaints.AnyAsync(cancellation))
        {
            return (0, new Dictionary<string, int>());
        }

        var house = provider.GetRequiredService<House>();
        var material = DemoMaterial.Load(Path.Combine(root, "institutions", house.Institution.Id, "demo.yaml"), house.Institution);
        var year = new DemoYear(material, house.Institution, house.Calendar, now, Seed, DemoPace.Of(house.Policies, house.Calendar, now), (serial, day) => DemoKnown.Of(house.Policies, serial, day));
        IReadOnlyList<WrittenStep> steps = [.. year.Steps(), .. new DemoMatters(house.Institution, house.Policies, house.Calendar, now, year).Steps(Path.Combine(root, "institutions"))];
        var refusals = await provider.GetRequiredService<DemoWriter>().PlayAsync(steps, year, now, progress, cancellation);
        return (await context.Complaints.CountAsync(cancellation), refusals);
    }

    private async Task<IReadOnlyDictionary<string, int>> PlayAsync(IReadOnlyList<WrittenStep> all, DemoYear year, DateTimeOffset now, Action<int, int> progress, CancellationToken cancellation)
    {
        List<WrittenStep> steps = [.. all.OrderBy(step => step.At).ThenBy(step => step.Label, StringComparer.Ordinal)];
        var refusals = new Dictionary<string, int>();
        progress(0, steps.Count);
        for (var (from, to) = (0, 0); from < steps.Count; from = to)
        {
            to = EndOfBatch(steps, from);
            Count(refusals, await PlayBatchAsync(steps[from..to], year, cancellation));
            progress(to, steps.Count);
        }

        await Task.WhenAll(player.Numbers.Keys.Where(year.IsTended).Select(label => Task.Run(() => TendAsync(label, now, false, cancellation), cancellation)));
        Count(refusals, await HandInAsync(now, cancellation));
        return refusals;
    }

    // Steps close in time are played side by side, those of one complaint one after the other: the commits are shared, the order stays. What opens
    // something goes first and alone, so that numbers are the same every time.
    private async Task<IEnumerable<string>> PlayBatchAsync(IReadOnlyList<WrittenStep> steps, DemoYear year, CancellationToken cancellation)
    {
        var opened = new List<string>();
        foreach (var step in steps.Where(Opens))
        {
            opened.AddRange(await PlayFlowAsync([step], false, cancellation));
        }

        return (await PlaySideBySideAsync(steps.Where(step => !Opens(step)), year.IsTended, cancellation)).Concat(opened);
    }

    private async Task<IEnumerable<string>> PlaySideBySideAsync(IEnumerable<WrittenStep> steps, Func<string, bool> isTended, CancellationToken cancellation) =>
        (await Task.WhenAll(steps.GroupBy(step => step.Label).Select(flow => Task.Run(() => PlayFlowAsync(flow, isTended(flow.Key), cancellation), cancellation)))).SelectMany(reasons => reasons);

    // Once everything else has happened: some duties depend on it.
    private async Task<IEnumerable<string>> HandInAsync(DateTimeOffset now, CancellationToken cancellation) =>
        await PlaySideBySideAsync(DemoDuties.Steps(await duties.OfAsync(house.Institution.Units.Select(unit => unit.Id).ToHashSet(), now, now.AddTicks(1), cancellation), now), _ => false, cancellation);

    // What opens a matter may touch complaints, so everything before it has to be done.
    private static int EndOfBatch(List<WrittenStep> steps, int from)
    {
        var next = steps.FindIndex(from + 1, step => step.Kind != AggregateKind.Complaint && Opens(step));
        return Math.Min(from + StepsAtOnce, next < 0 ? steps.Count : next);
    }

    private static bool Opens(WrittenStep step) => step.Kind != AggregateKind.Duty && ActionCatalogue.Get(step.Action).Opens;

    private static void Count(Dictionary<string, int> refusals, IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
        {
            refusals[reason] = refusals.GetValueOrDefault(reason) + 1;
        }
    }

    private async Task<List<string>> PlayFlowAsync(IEnumerable<WrittenStep> flow, bool isTended, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var step in flow.TakeWhile(step => !stuck.ContainsKey(step.Label)))
        {
            if (isTended)
            {
                await TendAsync(step.Label, step.At, step.Action == "close", cancellation);
            }

            clock.Set(step.At);
            if (await PlayStepAsync(step, cancellation) is { } refused)
            {
                reasons.Add($"{step.Action}: {refused}");
                _ = isTended || stuck.TryAdd(step.Label, true);
            }

            for (var signer = 1; isTended && signer < MostSigners && step.Action == "approve" && await IsWaitingAsync(step.Label, cancellation); signer++)
            {
                await PlayStepAsync(step, cancellation);
            }
        }

        return reasons;
    }

    // Does what falls due on a complaint until a moment; what the rules refuse is left.
    private async Task TendAsync(string label, DateTimeOffset until, bool isClosing, CancellationToken cancellation)
    {
        var (after, tried) = tended.GetOrAdd(label, _ => (DateTimeOffset.MinValue, []));
        for (var acts = 0; acts < MostActs && player.Numbers.TryGetValue(label, out var number); acts++)
        {
            clock.Set(until);
            if (await cases.ReadAsync(number, cancellation) is not { } file || DemoTending.Next(file, label, Later(after, file.Complaint.Entries[^1].At), until, isClosing, tried) is not { } step)
            {
                break;
            }

            clock.Set(step.At);
            await PlayStepAsync(step, cancellation);
            after = step.At;
        }

        tended[label] = (until, tried);
    }

    private async Task<bool> IsWaitingAsync(string label, CancellationToken cancellation) => (await cases.ReadAsync(player.Numbers[label], cancellation))?.Complaint.Stage == Stage.Proposed;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task<string?> PlayStepAsync(WrittenStep step, CancellationToken cancellation) => await player.PlayAsync(step, IsNeedless, cancellation) is Refused refused
        ? string.Join("、", refused.Refusals.Select(refusal => refusal.Clauses is [var clause, ..] ? clause : refusal.Code + " " + refusal.Sentence)) : null;

    // A rule may have given it already to whom it would be handed over.
    private bool IsNeedless(WrittenStep step, Complaint complaint) => step.Action switch
    {
        "hand-over" => step.Input.Values.GetValueOrDefault("to") is RawScalar to && house.Institution.Resolve(to.Text)?.Person == complaint.ResponsiblePerson,
        "receive-hand-over" => complaint.Offer is null,
        _ => false,
    };
}
