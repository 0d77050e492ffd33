using Shouwen.Domain.Calendars;
using Shouwen.Domain.Obligations;

namespace Shouwen.Storage.Complaints;

/// <summary>When somebody is to be warned of an obligation or told that it was missed.</summary>
public static class AlarmClock
{
    /// <summary>The warnings before the due time and the due time itself, in order, none before the obligation came into being.</summary>
    public static IReadOnlyList<DateTimeOffset> Moments(Obligation obligation, Calendar calendar) =>
    [
        .. obligation.Rule.Warn.Select(before => calendar.Before(obligation.Due.At, before).At).Where(at => at > obligation.TriggeredAt && at < obligation.Due.At).Distinct().Order(),
        obligation.Due.At,
    ];

    /// <summary>The next alarm to give, or null: nothing is owed, its clock stands still, or all alarms were given.</summary>
    /// <param name="givenUntil">Alarms up to then were given.</param>
    public static DateTimeOffset? Next(Obligation obligation, Calendar calendar, DateTimeOffset? givenUntil)
    {
        var isPaused = obligation.Pauses.Count > 0 && obligation.Pauses[^1].To is null;
        return !obligation.IsOpen || isPaused ? null
            : Moments(obligation, calendar).Where(at => givenUntil is null || at > givenUntil).Select(at => (DateTimeOffset?)at).FirstOrDefault();
    }
}
