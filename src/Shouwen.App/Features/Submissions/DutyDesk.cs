using Shouwen.App.Features.Complaints;
using Shouwen.App.Web;
using Shouwen.Domain.Duties;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Duties;

namespace Shouwen.App.Features.Submissions;

/// <summary>A periodic duty with its clock read off now.</summary>
public sealed record DutyLine(PeriodicDuty Duty, ClockReading Clock)
{
    public string Number => Submitting.NumberOf(Duty.Clause.Id, Duty.Unit.Id, Duty.Period.Id);
}

/// <summary>Duties in the groups in which somebody works through them.</summary>
/// <param name="Open">May be handed in and still in time.</param>
/// <param name="Coming">The next of each that has not opened yet.</param>
/// <param name="Done">Handed in, the latest first.</param>
public sealed record DutyBoard(IReadOnlyList<DutyLine> Overdue, IReadOnlyList<DutyLine> Open, IReadOnlyList<DutyLine> Coming, IReadOnlyList<DutyLine> Done)
{
    public bool IsEmpty => Overdue.Count + Open.Count + Coming.Count + Done.Count == 0;
}

/// <summary>The periodic duties that somebody looks after: the own unit's, or also those of the units below.</summary>
public sealed class DutyDesk(DutyBook book, CurrentActor who, House house, TimeProvider clock)
{
    private const int DaysAhead = 200;

    public DateTimeOffset Now => house.Calendar.Local(clock.GetUtcNow());

    public bool MaySubmit => who.May("submit");

    /// <summary>Everything that the person reaches.</summary>
    public IReadOnlySet<string> Reach => Scope.DutyUnits(who.Actor, who.Institution);

    /// <summary>The unit whose duties are the person's own: a department that owes nothing itself looks after the unit it belongs to.</summary>
    public OrgUnit Own => who.Institution.Unit(who.Institution.ReachOf(who.Post.Unit)) ?? who.Institution.Root;

    /// <param name="isWide">Of every unit within reach, not only the own.</param>
    public async Task<DutyBoard> LoadAsync(bool isWide, CancellationToken cancellationToken)
    {
        var (now, reach) = (Now, Reach);
        var own = new HashSet<string> { who.Post.Unit, Own.Id };
        own.IntersectWith(reach);
        var duties = await book.OfAsync(isWide ? reach : own, now, house.Calendar.EndOf(house.Calendar.DateOf(now).AddDays(DaysAhead)), cancellationToken);
        var lines = duties.Select(duty => Line(duty, now)).ToList();
        return new(
            [.. lines.Where(line => IsOpen(line, now) && line.Duty.Period.Due.At < now)],
            [.. lines.Where(line => IsOpen(line, now) && line.Duty.Period.Due.At >= now)],
            [.. lines.Where(line => line.Duty.Period.OpensAt > now).GroupBy(line => (line.Duty.Clause.Id, line.Duty.Rule, line.Duty.Unit.Id)).Select(same => same.First())],
            [.. lines.Where(line => line.Duty.SubmittedAt is not null).OrderByDescending(line => line.Duty.SubmittedAt)]);
    }

    /// <summary>One duty that has opened, or null where it does not exist or is out of reach.</summary>
    public async Task<DutyLine?> FindAsync(string? clause, string? unit, string? period, CancellationToken cancellationToken)
    {
        if (unit is null || !Reach.Contains(unit))
        {
            return null;
        }

        var duties = await book.OfAsync(new HashSet<string> { unit }, Now, Now.AddTicks(1), cancellationToken);
        return duties.FirstOrDefault(duty => duty.Clause.Id == clause && duty.Period.Id == period) is { } duty ? Line(duty, Now) : null;
    }

    private static bool IsOpen(DutyLine line, DateTimeOffset now) => line.Duty.SubmittedAt is null && line.Duty.Period.OpensAt <= now;

    private DutyLine Line(PeriodicDuty duty, DateTimeOffset now) =>
        new(duty, new ClockReader(house.Calendar, now).Read(new ClockSpan(duty.Period.OpensAt, duty.Period.Due, duty.Rule.Schedule.Length, duty.SubmittedAt)));
}
