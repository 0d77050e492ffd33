using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Stories;
using Shouwen.Storage;

namespace Shouwen.App.Demo;

/// <summary>
/// Plays the demo year into an empty database, through the same handler as everything else, each act at its own time. A step that the rules refuse
/// ends its complaint's course there, as it would in life.
/// </summary>
internal sealed class DemoWriter(ComplaintHandler handler, CaseReader cases, House house, DemoClock clock)
{
    private const int Seed = 20260101;
    private const int StepsAtOnce = 64;

    private const int MostSigners = 4;
    private const int MostActs = 20;

    private readonly ConcurrentDictionary<string, string> numbers = new();
    private readonly ConcurrentDictionary<string, bool> stuck = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, HashSet<string> Tried)> tended = new();

    /// <summary>Fills the database of a server that is not running yet; does nothing where complaints exist.</summary>
    /// <param name="progress">Told steps done and steps in all.</param>
    /// <returns>How many complaints there are now, and why steps were refused (clause or code, how often).</returns>
    public static async Task<(int Complaints, IReadOnlyDictionary<string, int> Refusals)> FillAsync(ShouwenOptions options, string root, DateTimeOffset now, Action<int, int> progress, CancellationToken cancellation)
    {
        var demoClock = new DemoClock();
        demoClock.Set(now);
        await using var provider = await Store.OpenAsync(options, cancellation, services => services.AddSingleton(demoClock).AddSingleton<TimeProvider>(demoClock).AddSingleton<DemoWriter>());
        await using var context = await provider.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        if (await context.Complaints.AnyAsync(cancellation))
        {
            return (0, new Dictionary<string, int>());
        }

        var house = provider.GetRequiredService<House>();
        var material = DemoMaterial.Load(Path.Combine(root, "institutions", house.Institution.Id, "demo.yaml"), house.Institution);
        var year = new DemoYear(material, house.Institution, house.Calendar, now, Seed, DemoPace.Of(house.Policies, house.Calendar, now), (serial, day) => DemoKnown.Of(house.Policies, serial, day));
        var writer = provider.GetRequiredService<DemoWriter>();
        var refusals = await writer.PlayAsync(year, now, progress, cancellation);
        return (writer.numbers.Count, refusals);
    }

    // Steps close in time are played side by side, those of one complaint one after the other: the commits are shared, the order stays.
    private async Task<IReadOnlyDictionary<string, int>> PlayAsync(DemoYear year, DateTimeOffset now, Action<int, int> progress, CancellationToken cancellation)
    {
        var (steps, refusals) = (year.Steps(), new Dictionary<string, int>());
        progress(0, steps.Count);
        for (var i = 0; i < steps.Count; i += StepsAtOnce)
        {
            var flows = steps.Skip(i).Take(StepsAtOnce).GroupBy(step => step.Label).Select(flow => Task.Run(() => PlayFlowAsync(flow, year.IsTended(flow.Key), cancellation), cancellation));
            foreach (var reason in (await Task.WhenAll(flows)).SelectMany(reasons => reasons))
            {
                refusals[reason] = refusals.GetValueOrDefault(reason) + 1;
            }

            progress(Math.Min(i + StepsAtOnce, steps.Count), steps.Count);
        }

        await Task.WhenAll(numbers.Keys.Where(year.IsTended).Select(label => Task.Run(() => TendAsync(label, now, false, cancellation), cancellation)));
        return refusals;
    }

    private async Task<List<string>> PlayFlowAsync(IEnumerable<DemoStep> flow, bool isTended, CancellationToken cancellation)
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
        for (var acts = 0; acts < MostActs && numbers.TryGetValue(label, out var number); acts++)
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

    private async Task<bool> IsWaitingAsync(string label, CancellationToken cancellation) => (await cases.ReadAsync(numbers[label], cancellation))?.Complaint.Stage == Stage.Proposed;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task<string?> PlayStepAsync(DemoStep step, CancellationToken cancellation)
    {
        var number = numbers.GetValueOrDefault(step.Label);
        var file = number is null ? null : await cases.ReadAsync(number, cancellation);
        if (file is not null && IsNeedless(step, file.Complaint))
        {
            return null;
        }

        var actor = ActorOf(step, file);
        var result = await handler.HandleAsync(new(step.Action, step.Input, actor) { Number = number }, cancellation);
        if (result is Done done)
        {
            numbers[step.Label] = done.Number;
        }

        return result is Refused refused ? string.Join("、", refused.Refusals.Select(refusal => refusal.Clauses is [var clause, ..] ? clause : refusal.Code + " " + refusal.Sentence)) : null;
    }

    // A rule may have given it already to whom it would be handed over.
    private bool IsNeedless(DemoStep step, Complaint complaint) => step.Action switch
    {
        "hand-over" => step.Input.Values.GetValueOrDefault("to") is RawScalar to && house.Institution.Resolve(to.Text)?.Person == complaint.ResponsiblePerson,
        "receive-hand-over" => complaint.Offer is null,
        _ => false,
    };

    private Actor ActorOf(DemoStep step, CaseFile? file)
    {
        var action = ActionCatalogue.Get(step.Action);
        var (fields, errors) = new ActionParser(house.Calendar.Zone).Parse(action, step.Input);
        var surroundings = file?.Surroundings ?? new Surroundings(house.Institution, house.On(house.Calendar.DateOf(step.At)), house.Calendar);
        return Casting.Decide(file?.Complaint ?? Complaint.Nothing, actor => new(action, fields, actor, step.At, errors), step.By, surroundings, Decide.On).Actor ?? Actor.System;
    }
}
