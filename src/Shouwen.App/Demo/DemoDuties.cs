using Shouwen.App.Playing;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Duties;
using Shouwen.Domain.Obligations;
using static Shouwen.Domain.Actions.Input;

namespace Shouwen.App.Demo;

/// <summary>Who hands in what falls due by the calendar: most in time, some late, some not yet. Pure.</summary>
internal static class DemoDuties
{
    /// <summary>Days before now on which the demo house begins to owe periodic duties.</summary>
    public const int Days = 32;

    private const int Late = 13;
    private const int Forgotten = 17;
    private const int Early = 4;

    /// <param name="duties">All that have opened.</param>
    public static IEnumerable<WrittenStep> Steps(IReadOnlyList<PeriodicDuty> duties, DateTimeOffset now) =>
        duties.Select((duty, place) => Step(duty, MomentOf(duty, place, now))).Where(step => step.At <= now);

    private static WrittenStep Step(PeriodicDuty duty, DateTimeOffset at)
    {
        var (clause, unit, period) = (duty.Clause.Id, duty.Unit.Id, duty.Period.Id);
        var fields = Map(("clause", clause), ("unit", unit), ("period", period), ("text", $"{duty.Rule.Name}：已按要求汇总并核对，数字与系统一致"));
        return new(at, Submitting.NumberOf(clause, unit, period), "submit", fields, null) { Kind = AggregateKind.Duty };
    }

    private static DateTimeOffset MomentOf(PeriodicDuty duty, int place, DateTimeOffset now)
    {
        var (opens, due) = (duty.Period.OpensAt, duty.Period.Due.At);
        return duty.StatusAt(now) switch
        {
            _ when place % Forgotten == 0 => DateTimeOffset.MaxValue,
            ObligationStatus.Overdue when place % Late == 0 => due.AddHours(10),
            ObligationStatus.Open when place % Early > 0 => DateTimeOffset.MaxValue,
            _ => opens + ((due - opens) * (0.4 + (0.05 * (place % 7)))),
        };
    }
}
