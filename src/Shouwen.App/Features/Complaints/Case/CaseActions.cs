using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>What this person may do now, in the order of need; what a rule forbids, with every clause; and what is for others to do.</summary>
/// <param name="Others">Refused only because of who asks: shown out of the way.</param>
public sealed record CaseActions(IReadOnlyList<LegalAction> Legal, IReadOnlyList<RefusedAction> Refused, IReadOnlyList<RefusedAction> Others)
{
    public static CaseActions Of(CaseSight sight)
    {
        var plausible = new Plausible(sight);
        var need = new Need(sight, plausible.Next);
        var seen = ActionCatalogue.All.Where(plausible.Is).OrderBy(need.RankOf)
            .Select(action => (Action: action, Refusals: Foresight.Of(sight.Complaint, action, sight.Actor, sight.Now, sight.Surroundings))).ToList();
        return new(
            [.. seen.Where(one => one.Refusals.Count == 0).Select(one => Button(one.Action, sight))],
            [.. seen.Where(one => IsForbiddenByRule(one.Refusals)).Select(one => Locked(one.Action, one.Refusals, sight))],
            [.. seen.Where(one => one.Refusals.Count > 0 && !IsForbiddenByRule(one.Refusals)).Select(one => Locked(one.Action, one.Refusals, sight))]);
    }

    // A rule about who acts, or a missing permission, sends the reader to a colleague; any other clause stands in the way of everybody.
    private static bool IsForbiddenByRule(IReadOnlyList<Refusal> refusals) => refusals.Any(refusal => refusal.Clauses.Count > 0 && !refusal.IsAboutPersons) && !refusals.Any(refusal => refusal.IsPermission);

    private static LegalAction Button(ActionType action, CaseSight sight) =>
        new(ActionWords.Verb(action), sight.ActHref(action.Name) + Owed.QueryFor(action, sight), ActionWords.Icon(action.Name));

    private static RefusedAction Locked(ActionType action, IReadOnlyList<Refusal> refusals, CaseSight sight) =>
        new(ActionWords.Verb(action), [.. refusals.GroupBy(refusal => refusal.Sentence).Select(same => new RefusalReason(same.Key, sight.Clauses(same.SelectMany(refusal => refusal.Clauses))))]);

    /// <summary>First what this person or the own unit owes by tomorrow, then the usual way on, then what else is owed, then the rest.</summary>
    private sealed class Need(CaseSight sight, IReadOnlyList<string> next)
    {
        private readonly List<string> owed = [.. sight.Open.SelectMany(Discharging).Distinct()];
        private readonly HashSet<string> urgent =
            [.. sight.Open.Where(open => open.Due.At <= sight.Calendar.EndOf(sight.Today.AddDays(1)) && IsMine(open, sight)).SelectMany(Discharging)];

        public int RankOf(ActionType action)
        {
            var (due, way) = (owed.IndexOf(action.Name), next.ToList().IndexOf(action.Name));
            return urgent.Contains(action.Name) ? due : way >= 0 ? 100 + way : due >= 0 ? 200 + due : 300;
        }

        private static IEnumerable<string> Discharging(Obligation open) => open.Rule.MetBy.Options.Select(option => option.Action);

        private static bool IsMine(Obligation open, CaseSight sight) => open.OwedBy.Person is { } person ? person == sight.Actor.Person : open.OwedBy.Unit is null || open.OwedBy.Unit == sight.Actor.Unit;
    }
}
