using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Api;

/// <summary>Complaints in sight, newest first, page by page; a page begins where the one before ended, whatever has come in since.</summary>
internal sealed class ComplaintList(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, CaseView view, TimeProvider clock)
{
    private const int MostItems = 100;
    private const int UsualItems = 20;

    private static readonly string[] Parameters =
        ["stage", "kind", "channel", "category", "severity", "aboutUnit", "responsibleUnit", "responsiblePerson", "receivedFrom", "receivedBefore", "overdue", "limit", "cursor"];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/complaints", ListAsync).WithName("list-complaints").WithSummary("投诉列表").WithTags("complaints")
        .Produces<ComplaintPage>().WithMetadata(new QueryParameters(Parameters)).RequireAuthorization(ApiPolicy.Read).RequireCapability(Capability.ReadCases);

    private static async Task<IResult> ListAsync(HttpRequest request, ComplaintList list, CancellationToken cancellationToken)
    {
        if (request.Query.Keys.FirstOrDefault(name => !Parameters.Contains(name)) is { } unknown)
        {
            return Problems.Of(400, "unknown-parameter", "Unknown parameter", $"没有名为“{unknown}”的查询参数{Nearest.Hint(unknown, Parameters)}");
        }

        return await list.PageAsync(new Query(request.Query), cancellationToken);
    }

    private async Task<IResult> PageAsync(Query query, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = Filter(db.Complaints.AsNoTracking().VisibleTo(who), query);
        if (query.Text("cursor") is { } given)
        {
            if (Cursor.Read(given) is not { } after)
            {
                query.Wrong("cursor", "上一页给出的 next");
            }
            else
            {
                rows = rows.Where(row => row.ReceivedAt < after.At || (row.ReceivedAt == after.At && string.Compare(row.Number, after.Number) < 0));
            }
        }

        var limit = query.Count("limit", MostItems) ?? UsualItems;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var found = await rows.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Number).Take(limit + 1).ToListAsync(cancellationToken);
        var next = found.Count > limit ? new Cursor(found[limit - 1].ReceivedAt, found[limit - 1].Number).ToString() : null;
        return TypedResults.Ok(new ComplaintPage([.. found.Take(limit).Select(Summary)], next));
    }

    private IQueryable<ComplaintRow> Filter(IQueryable<ComplaintRow> rows, Query query)
    {
        var (kind, channel, category, severity) = (query.Text("kind"), query.Text("channel"), query.Text("category"), query.Text("severity"));
        var (about, unit, person) = (query.Text("aboutUnit"), query.Text("responsibleUnit"), query.Text("responsiblePerson"));
        var (stage, from, before, now) = (query.Stage("stage"), query.Moment("receivedFrom"), query.Moment("receivedBefore"), clock.GetUtcNow());
        rows = rows.Where(row => (kind == null || row.Kind == kind) && (channel == null || row.Channel == channel) && (category == null || row.Category == category)
            && (severity == null || row.Severity == severity) && (about == null || row.AboutUnit == about) && (unit == null || row.ResponsibleUnit == unit) && (person == null || row.ResponsiblePerson == person));
        rows = stage is null ? rows : rows.Where(row => row.Stage == stage);
        rows = from is null ? rows : rows.Where(row => row.ReceivedAt >= from);
        rows = before is null ? rows : rows.Where(row => row.ReceivedAt < before);
        return query.Flag("overdue") switch
        {
            true => rows.Where(row => row.NextDueAt < now),
            false => rows.Where(row => row.NextDueAt == null || row.NextDueAt >= now),
            null => rows,
        };
    }

    private ComplaintSummary Summary(ComplaintRow row) => new()
    {
        Number = row.Number,
        Version = row.Version,
        Stage = CaseView.Word(row.Stage),
        Kind = row.Kind,
        Channel = row.Channel,
        Category = row.Category,
        Severity = row.Severity,
        MaskedName = row.MaskedName,
        People = row.People,
        AboutUnit = row.AboutUnit,
        ResponsibleUnit = row.ResponsibleUnit,
        ResponsiblePerson = row.ResponsiblePerson,
        ReceivedAt = view.Local(row.ReceivedAt),
        NextDueAt = view.Local(row.NextDueAt),
    };
}
