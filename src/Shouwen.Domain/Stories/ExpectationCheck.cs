using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Duties;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Obligations;

namespace Shouwen.Domain.Stories;

/// <summary>Compares what a story expects at a moment with what is derived from the entries recorded by then.</summary>
/// <param name="dutiesAt">The periodic duties that have opened by a moment.</param>
internal sealed class ExpectationCheck(World world, Func<DateTimeOffset, IReadOnlyList<PeriodicDuty>> dutiesAt)
{
    private readonly Institution institution = world.Institution;
    private readonly Calendar calendar = world.Calendar;
    private readonly ActionParser parser = new(world.Calendar.Zone);

    /// <summary>One thing owed: by a complaint's rule or by the calendar.</summary>
    private sealed record Owed(string Clause, ObligationStatus Status, DateTimeOffset Due, IReadOnlyList<string?> OwedBy);

    public IEnumerable<Difference> Of(Expectation expectation, DateTimeOffset at)
    {
        if (expectation.Clause is { } clause && Compare(expectation, clause, at) is { } difference)
        {
            yield return difference;
        }

        if (expectation.Stage is null && expectation.Number is null && expectation.Flag is null)
        {
            yield break;
        }

        var states = States(expectation.Complaint, at).Select(state => state.Complaint).ToList();
        var complaint = states.LastOrDefault(state => expectation.Complaint is not null || state.Kind == AggregateKind.Complaint) ?? states.LastOrDefault() ?? Complaint.Nothing;
        if (expectation.Flag is { } flag && !complaint.Flags.Contains(flag))
        {
            yield return new(expectation.At, $"{expectation.Moment} 应有标记 {flag}，实有：{string.Join('、', complaint.Flags)}");
        }

        if (expectation.Stage is { } stage && stage != complaint.Stage.Word())
        {
            yield return new(expectation.At, $"{expectation.Moment} 阶段应为 {stage}，实为 {complaint.Stage.Word()}");
        }

        if (expectation.Number is { } number && number != complaint.Number)
        {
            yield return new(expectation.At, $"{expectation.Moment} 编号应为 {number}，实为 {complaint.Number}");
        }
    }

    public IReadOnlyList<(string, Obligation)> ObligationsAt(DateTimeOffset at) =>
        [.. States(null, at).SelectMany(state => Derivation.Of(state.Complaint, world.SurroundingsOf(state.Complaint), at).Select(obligation => (state.Label, obligation)))];

    public IReadOnlyList<PeriodicDuty> DutiesAt(DateTimeOffset at) => dutiesAt(at);

    private Difference? Compare(Expectation expectation, string clause, DateTimeOffset at)
    {
        var found = All(expectation.Complaint, at).Where(owed => owed.Clause == clause).ToList();
        var matching = found.Where(owed => IsMatch(expectation, owed)).ToList();
        if (expectation.IsAbsent ? matching.Count == 0 : matching.Count > 0)
        {
            return null;
        }

        var actual = found.Count == 0 ? "没有该条款的义务" : "实为 " + string.Join("；", found.Select(Say));
        var wanted = expectation.IsAbsent ? "不应存在" : $"应为 {string.Join(' ', new[] { expectation.Status, expectation.Due is null ? null : "due " + expectation.Due, expectation.OwedBy is null ? null : "owed-by " + expectation.OwedBy }.OfType<string>())}";
        return new(expectation.At, $"{expectation.Moment} {clause} {wanted}，{actual}");
    }

    // What is absent is said of the clause (and of who owes it), whatever its status.
    private bool IsMatch(Expectation expectation, Owed owed) =>
        (expectation.IsAbsent || expectation.Status is null || expectation.Status == Word(owed.Status))
        && (expectation.Due is null || DueOf(expectation.Due) == owed.Due)
        && (expectation.OwedBy is null || owed.OwedBy.Contains(expectation.OwedBy) || (institution.Resolve(expectation.OwedBy)?.Person is { } person && owed.OwedBy.Contains(person)));

    private IEnumerable<Owed> All(string? label, DateTimeOffset at)
    {
        var ofComplaints = States(label, at).SelectMany(state => Derivation.Of(state.Complaint, world.SurroundingsOf(state.Complaint), at)).Where(obligation => obligation.TriggeredAt <= at)
            .Select(obligation => new Owed(obligation.ClauseId, obligation.StatusAt(at), obligation.Due.At,
                [obligation.OwedBy.Person, obligation.OwedBy.Unit, obligation.OwedBy.Relation.Text, obligation.OwedBy.Relation.Role, obligation.OwedBy.Relation.Unit]));
        var byCalendar = label is null ? DutiesAt(at).Select(duty => new Owed(duty.Clause.Id, duty.StatusAt(at), duty.Period.Due.At, [duty.Unit.Id, duty.Unit.Kind])) : [];
        return ofComplaints.Concat(byCalendar);
    }

    private IEnumerable<(string Label, Complaint Complaint)> States(string? label, DateTimeOffset at) => world.States(at).Where(state => label is null || state.Label == label);

    private DateTimeOffset? DueOf(string text) => parser.ParseMoment(text) ?? (ActionParser.ParseDate(text) is { } day ? calendar.EndOf(day) : null);

    private string Say(Owed owed) => FormattableString.Invariant($"{Word(owed.Status)} due {Clock(owed.Due)} owed-by {string.Join('/', owed.OwedBy.OfType<string>().Distinct())}");

    // 00:00 of a day is the 24:00 that people speak of.
    private string Clock(DateTimeOffset due) => TimeZoneInfo.ConvertTime(due, calendar.Zone) is var local && local.TimeOfDay == TimeSpan.Zero
        ? FormattableString.Invariant($"{local.AddDays(-1):yyyy-MM-dd} 24:00") : FormattableString.Invariant($"{local:yyyy-MM-dd HH:mm}");

    private static string Word(ObligationStatus status) => status.Word();
}
