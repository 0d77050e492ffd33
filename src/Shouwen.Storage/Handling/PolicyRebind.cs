using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage;

/// <summary>A complaint that was moved to the present version of a policy.</summary>
/// <param name="Moved">Due times that changed: clause, before, after (null: there was or is none).</param>
public sealed record Rebound(string Number, IReadOnlyList<(string Clause, DateTimeOffset? Before, DateTimeOffset? After)> Moved);

/// <summary>Moves open complaints to the present version of a policy: each by an entry with the reason, through the one handler. Run again, it finds nothing left to do.</summary>
public sealed class PolicyRebind(IDbContextFactory<ShouwenDbContext> contexts, CaseReader cases, ComplaintHandler handler, House house, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <param name="onlyLook">Tells what would change and changes nothing.</param>
    public async IAsyncEnumerable<Rebound> RunAsync(string policy, string reason, bool onlyLook, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = ""; await OpenAsync(after, cancellation) is { Count: > 0 } numbers; after = numbers[^1])
        {
            foreach (var file in await cases.ReadManyAsync(numbers, cancellation))
            {
                if (Names(file, policy) is { } names)
                {
                    yield return await MoveAsync(file, names, reason, onlyLook, cancellation);
                }
            }
        }
    }

    private async Task<List<string>> OpenAsync(string after, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Complaints.Where(row => !row.HasEnded && string.Compare(row.Number, after) > 0).OrderBy(row => row.Number).Select(row => row.Number).Take(AtOnce).ToListAsync(cancellation);
    }

    // The versions that would bind it, or null where the present one does already or none of this policy binds it.
    private List<string>? Names(CaseFile file, string policy)
    {
        var present = house.On(house.Calendar.DateOf(clock.GetUtcNow())).FirstOrDefault(each => each.Id == policy);
        var bound = file.Surroundings.Policies.FirstOrDefault(each => each.Id == policy);
        return present is null || bound is null || bound.Hash == present.Hash ? null
            : [.. file.Surroundings.Policies.Select(each => each.Id == policy ? present : each).Select(each => $"{each.Id}@{each.Hash}")];
    }

    private async Task<Rebound> MoveAsync(CaseFile file, List<string> names, string reason, bool onlyLook, CancellationToken cancellation)
    {
        var number = file.Complaint.Number!; // a registered complaint has one
        if (!onlyLook)
        {
            var result = await handler.HandleAsync(new HandleRequest("rebind", Input.Map(("policies", names), ("reason", reason)), Actor.System) { Number = number }, cancellation);
            if (result is not Done)
            {
                throw new InvalidOperationException($"{number} could not be moved: {result}");
            }
        }

        var now = await cases.AsBoundAsync(file.Complaint, names, cancellation);
        var (before, then) = (file.Obligations.Where(owed => owed.IsOpen).ToLookup(owed => owed.ClauseId), now.Where(owed => owed.IsOpen).ToLookup(owed => owed.ClauseId));
        return new(number, [.. before.Select(group => group.Key).Union(then.Select(group => group.Key)).Select(clause => (clause, before[clause].Select(owed => (DateTimeOffset?)owed.Due.At).Min(), then[clause].Select(owed => (DateTimeOffset?)owed.Due.At).Min()))
            .Where(moved => moved.Item2 != moved.Item3)]);
    }
}
