using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;
using static Shouwen.Domain.Actions.Input;

namespace Shouwen.App.Demo;

/// <summary>Values for the facts that policies read, so that their rules come to bear on some demo complaints.</summary>
internal static class DemoKnown
{
    /// <param name="serial">Which complaint; some have one fact, some another.</param>
    /// <param name="received">Its day.</param>
    public static RawMap? Of(IReadOnlyList<Policy> policies, int serial, DateOnly received)
    {
        var names = PolicyFacts.Of(policies);
        var known = names.Select((name, place) => (name, (object?)Value(name, place, serial, received, policies))).ToArray();
        return known.Length == 0 ? null : Map(known);
    }

    private static object Value(string name, int place, int serial, DateOnly received, IReadOnlyList<Policy> policies) => PolicyFacts.KindOf(name, policies) switch
    {
        FactKind.YesNo => (serial + place) % 4 == 0,
        FactKind.Number => 10m + serial,
        FactKind.Date => received.AddDays(5 + place),
        FactKind.Choice => policies.Select(policy => policy.Facts.GetValueOrDefault(name)?.Choices ?? []).First(choices => choices.Count > 0) is var choices ? choices[serial % choices.Count].Value : "",
        _ => FormattableString.Invariant($"{serial:000}-{place + 1}"),
    };
}
