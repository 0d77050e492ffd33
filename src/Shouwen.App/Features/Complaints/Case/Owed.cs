using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;

namespace Shouwen.App.Features.Complaints;

/// <summary>What the most pressing obligation wants of an action, so that its form opens with that filled in: a report to the head of the unit, a call-back of the customer.</summary>
public static class Owed
{
    /// <summary><c>?to=leader</c>, or nothing.</summary>
    public static string QueryFor(ActionType action, CaseSight sight)
    {
        if (action.MayRepeat)
        {
            return $"?year={sight.Complaint.Subject}"; // what is set again is the year's budget
        }

        var wanted = sight.Open.SelectMany(open => open.Rule.MetBy.Options).FirstOrDefault(option => option.Action == action.Name);
        var values = wanted is null ? [] : Equalities(wanted.Where).Where(pair => action.Field(pair.Name) is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}").ToList();
        return values.Count == 0 ? "" : "?" + string.Join('&', values);
    }

    private static IEnumerable<(string Name, string Value)> Equalities(Expression condition) => condition switch
    {
        Binary { Operator: "and" } both => Equalities(both.Left).Concat(Equalities(both.Right)),
        Binary { Operator: "=", Left: Name name, Right: Literal { Value: string text } } => [(name.Path, text)],
        Binary { Operator: "contains", Left: Name name, Right: Literal { Value: string text } } => [(name.Path, text)],
        Binary { Operator: "=", Left: Name name, Right: Literal { Value: true } } => [(name.Path, "true")],
        _ => [],
    };
}
