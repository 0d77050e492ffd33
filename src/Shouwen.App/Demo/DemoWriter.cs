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

    private readonly Dictionary<string, string> numbers = [];
    private readonly HashSet<string> stuck = [];

    /// <summary>Fills the database of a server that is not running yet; does nothing where complaints exist or the institution has no demo material.</summary>
    /// <param name="progress">Told steps done and steps in all.</param>
    /// <returns>How many complaints there are now, and why steps were refused (clause or code, how often).</returns>
    public static async Task<(int Complaints, IReadOnlyDictionary<string, int> Refusals)> FillAsync(ShouwenOptions options, string root, DateTimeOffset now, Action<int, int> progress, CancellationToken cancellation)
    {
        var material = Path.Combine(root, "institutions", options.Institution, "demo.yaml");
        if (!File.Exists(material))
        {
            return (0, new Dictionary<string, int>());
        }

        var demoClock = new DemoClock();
        demoClock.Set(now);
        await using var provider = await Store.OpenAsync(options, cancellation, services => services.AddSingleton(demoClock).AddSingleton<TimeProvider>(demoClock).AddSingleton<DemoWriter>());
        await using var context = await provider.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        if (await context.Complaints.AnyAsync(cancellation))
        {
            return (0, new Dictionary<string, int>());
        }

        var year = new DemoYear(DemoMaterial.Load(material), provider.GetRequiredService<House>().Institution, provider.GetRequiredService<House>().Calendar, now, Seed);
        var writer = provider.GetRequiredService<DemoWriter>();
        var refusals = await writer.PlayAsync(year.Steps(), progress, cancellation);
        return (writer.numbers.Count, refusals);
    }

    // Steps close in time are played side by side, those of one complaint one after the other: the commits are shared, the order stays.
    private async Task<IReadOnlyDictionary<string, int>> PlayAsync(IReadOnlyList<DemoStep> steps, Action<int, int> progress, CancellationToken cancellation)
    {
        var refusals = new Dictionary<string, int>();
        progress(0, steps.Count);
        for (var i = 0; i < steps.Count; i += StepsAtOnce)
        {
            var flows = steps.Skip(i).Take(StepsAtOnce).GroupBy(step => step.Label).Select(flow => Task.Run(() => PlayFlowAsync(flow, cancellation), cancellation));
            foreach (var reason in (await Task.WhenAll(flows)).SelectMany(reasons => reasons))
            {
                refusals[reason] = refusals.GetValueOrDefault(reason) + 1;
            }

            progress(Math.Min(i + StepsAtOnce, steps.Count), steps.Count);
        }

        return refusals;
    }

    private async Task<List<string>> PlayFlowAsync(IEnumerable<DemoStep> flow, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var step in flow)
        {
            lock (stuck)
            {
                if (stuck.Contains(step.Label))
                {
                    break;
                }
            }

            clock.Set(step.At);
            var refused = await PlayStepAsync(step, cancellation);
            if (refused is not null)
            {
                reasons.Add($"{step.Action}: {refused}");
                lock (stuck)
                {
                    stuck.Add(step.Label);
                }
            }
        }

        return reasons;
    }

    private async Task<string?> PlayStepAsync(DemoStep step, CancellationToken cancellation)
    {
        string? number;
        lock (numbers)
        {
            number = numbers.GetValueOrDefault(step.Label);
        }

        var file = number is null ? null : await cases.ReadAsync(number, cancellation);
        var actor = ActorOf(step, file);
        var result = await handler.HandleAsync(new(step.Action, step.Input, actor) { Number = number }, cancellation);
        if (result is Done done)
        {
            lock (numbers)
            {
                numbers[step.Label] = done.Number;
            }
        }

        return result is Refused refused ? string.Join("、", refused.Refusals.Select(refusal => refusal.Clauses is [var clause, ..] ? clause : refusal.Code + " " + refusal.Sentence)) : null;
    }

    private Actor ActorOf(DemoStep step, CaseFile? file)
    {
        var action = ActionCatalogue.Get(step.Action);
        var (fields, errors) = new ActionParser(house.Calendar.Zone).Parse(action, step.Input);
        var surroundings = file?.Surroundings ?? new Surroundings(house.Institution, house.Policies, house.Calendar);
        return Casting.Decide(file?.Complaint ?? Complaint.Nothing, actor => new(action, fields, actor, step.At, errors), step.By, surroundings, Decide.On).Actor ?? Actor.System;
    }
}
