using Shouwen.App.Features.Submissions;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Api;

/// <summary>The periodic duties that the key's unit and those below it owe or have handed in.</summary>
internal static class DutyReading
{
    public static void Map(RouteGroupBuilder api)
    {
        var duties = api.MapGroup("/duties").WithTags("duties").RequireAuthorization(ApiPolicy.Read).RequireCapability(Capability.ReadCases);
        duties.MapGet("", ListAsync).WithName("list-duties").WithSummary("定期报送").Produces<IReadOnlyList<DutyView>>();
        duties.MapGet("/{number}", OneAsync).WithName("get-submission").WithSummary("已报送的一期").Produces<EntryView>();
    }

    private static async Task<IResult> ListAsync(DutyDesk desk, CaseView view, CurrentActor who, CancellationToken cancellationToken)
    {
        var board = who.Channel is null ? await desk.LoadAsync(isWide: true, cancellationToken) : new DutyBoard([], [], [], []);
        return TypedResults.Ok(board.Overdue.Concat(board.Open).Concat(board.Done).Select(line => View(line, view, desk.Now)).ToList());
    }

    private static Task<IResult> OneAsync(string number, ReadingContext reading) => reading.ReadAsync(AggregateKind.Duty, number, "matter", file => reading.View.Entry(file.Complaint.Entries[0]));

    private static DutyView View(DutyLine line, CaseView view, DateTimeOffset now) => new(
        line.Duty.Clause.Id, line.Duty.Rule.Name, line.Duty.Unit.Id, line.Duty.Period.Id, view.Local(line.Duty.Period.OpensAt), view.Local(line.Duty.Period.Due.At), line.Duty.Period.Due.Provisional,
        line.Duty.StatusAt(now).Word(), view.Local(line.Duty.SubmittedAt), line.Duty.SubmittedAt is null ? null : line.Number);
}

/// <param name="Period">2026-03, 2026-W12, 2026-Q1 …</param>
/// <param name="Status">open, overdue, met or late.</param>
/// <param name="Number">Of the submission; null while there is none.</param>
public sealed record DutyView(string Clause, string Name, string Unit, string Period, DateTimeOffset OpensAt, DateTimeOffset DueAt, bool IsProvisional, string Status, DateTimeOffset? SubmittedAt, string? Number);
