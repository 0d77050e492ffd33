using Shouwen.Domain.Calendars;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Demo;

/// <summary>How fast complaints are handled: a garage answers within the day, a bank within weeks.</summary>
/// <param name="Minutes">Times the minutes between two acts.</param>
/// <param name="FewestDays">Working days from the first findings to the answer.</param>
/// <param name="MostDays">Exclusive.</param>
/// <param name="Ago">Times the days that the newest complaints are old.</param>
internal sealed record DemoPace(double Minutes, int FewestDays, int MostDays, double Ago)
{
    public static readonly DemoPace Usual = new(1, 3, 12, 1);

    private static readonly DemoPace Quick = new(0.3, 0, 2, 0.4);
    private static readonly DemoPace AtOnce = new(0.04, 0, 1, 0.15);

    /// <summary>So that an ordinary complaint is answered in time under the rules of an institution.</summary>
    public static DemoPace Of(IEnumerable<Policy> policies, Calendar calendar, DateTimeOffset start)
    {
        var answers = from policy in policies
                      from clause in policy.Clauses
                      from rule in clause.Obligations
                      where rule.MetBy.Options.Any(option => option.Action == "answer") && rule.From is EntryTrigger { Pattern.Options: [{ Action: "register" }] } && rule.Due is PeriodDue
                      select calendar.Add(start, ((PeriodDue)rule.Due).Period).At - start;
        return answers.DefaultIfEmpty(TimeSpan.MaxValue).Min() switch
        {
            { TotalHours: <= 34 } => AtOnce,
            { TotalDays: <= 9 } => Quick,
            _ => Usual,
        };
    }
}
