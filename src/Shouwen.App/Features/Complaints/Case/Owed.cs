using Shouwen.Domain.Actions;

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
        var values = wanted is null ? [] : wanted.Wanted.Where(pair => action.Field(pair.Field) is not null).Select(pair => $"{pair.Field}={Uri.EscapeDataString(pair.Value)}").ToList();
        return values.Count == 0 ? "" : "?" + string.Join('&', values);
    }
}
