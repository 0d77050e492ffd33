using Shouwen.Domain.Calendars;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>
/// The institution's own, earlier due time for a clause: its parameter <c>internal-RG-09</c> says how many of the clock's own units it allows.
/// It binds nobody by law and makes nothing overdue; it is drawn so that there is time left to react.
/// </summary>
public static class InternalDue
{
    public static Due? Of(Obligation obligation, CaseSight sight)
    {
        var parameters = sight.Institution.Parameters;
        if (obligation.Period is not { } period || !period.IsInDays || !parameters.TryGetValue($"internal-{obligation.ClauseId}", out var count) || count < 1 || count >= period.Count)
        {
            return null;
        }

        var due = sight.Calendar.Add(obligation.StartedAt, new Period((int)count, period.Unit, period.Inclusive, period.Roll));
        return due.At < obligation.Due.At ? due : null;
    }
}
