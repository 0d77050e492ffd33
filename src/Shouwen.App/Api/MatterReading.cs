using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Api;

/// <summary>Incidents, campaigns, funds and their like: the list of each kind in sight, newest first, and one with what is owed for it and its history.</summary>
internal sealed class MatterReading(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, CaseView view, TimeProvider clock)
{
    private const int MostItems = 100;
    private const int UsualItems = 20;

    private static readonly string[] Parameters = ["stage", "overdue", "limit", "cursor"];

    public static void Map(RouteGroupBuilder api)
    {
        var matters = api.MapGroup("/matters/{kind}").WithTags("matters").RequireAuthorization(ApiPolicy.Read).RequireCapability(Capability.ReadCases);
        matters.MapGet("", ListAsync).WithName("list-matters").WithSummary("事项列表").Produces<MatterPage>().WithMetadata(new QueryParameters(Parameters));
        matters.MapGet("/{number}", OneAsync).WithName("get-matter").WithSummary("事项").Produces<MatterView>();
        matters.MapGet("/{number}/obligations", ObligationsAsync).WithName("get-matter-obligations").WithSummary("办理义务").Produces<IReadOnlyList<ObligationView>>();
        matters.MapGet("/{number}/journal", JournalAsync).RequireCapability(Capability.ReadJournal).WithName("get-matter-journal").WithSummary("处理流水").Produces<IReadOnlyList<EntryView>>();
    }

    public static ProblemHttpResult NoSuchKind(string kind) =>
        Problems.Of(404, "unknown-kind", "No such kind of matter", $"没有名为“{kind}”的事项{Nearest.Hint(kind, AggregateKinds.Matters.Select(known => known.Word()))}");

    private static Task<IResult> OneAsync(string kind, string number, ReadingContext reading) => ReadAsync(kind, number, "matter", reading, file => reading.View.Matter(file.Complaint));

    private static Task<IResult> ObligationsAsync(string kind, string number, ReadingContext reading) => ReadAsync(kind, number, "obligations", reading, file => file.Obligations.Select(reading.View.Obligation).ToList());

    private static Task<IResult> JournalAsync(string kind, string number, ReadingContext reading) => ReadAsync(kind, number, "journal", reading, file => file.Complaint.Entries.Select(reading.View.Entry).ToList());

    private static async Task<IResult> ReadAsync(string kind, string number, string what, ReadingContext reading, Func<CaseFile, object> show) =>
        AggregateKinds.Matter(kind) is { } known ? await reading.ReadAsync(known, number, what, show) : NoSuchKind(kind);

    private static async Task<IResult> ListAsync(string kind, HttpRequest request, MatterReading list, CancellationToken cancellationToken)
    {
        if (AggregateKinds.Matter(kind) is not { } known)
        {
            return NoSuchKind(kind);
        }

        return request.Query.Keys.FirstOrDefault(name => !Parameters.Contains(name)) is { } unknown
            ? Problems.Of(400, "unknown-parameter", "Unknown parameter", $"没有名为“{unknown}”的查询参数{Nearest.Hint(unknown, Parameters)}")
            : await list.PageAsync(known, new Query(request.Query), cancellationToken);
    }

    private async Task<IResult> PageAsync(AggregateKind kind, Query query, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = Filter(db.Matters.AsNoTracking().Where(row => row.Kind == kind).VisibleTo(who), query);
        if (query.Text("cursor") is { } given)
        {
            if (Cursor.Read(given) is not { } after)
            {
                query.Wrong("cursor", "上一页给出的 next");
            }
            else
            {
                rows = rows.Where(row => row.OpenedAt < after.At || (row.OpenedAt == after.At && string.Compare(row.Number, after.Number) < 0));
            }
        }

        var limit = query.Count("limit", MostItems) ?? UsualItems;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var found = await rows.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Number).Take(limit + 1).ToListAsync(cancellationToken);
        var next = found.Count > limit ? new Cursor(found[limit - 1].OpenedAt, found[limit - 1].Number).ToString() : null;
        return TypedResults.Ok(new MatterPage([.. found.Take(limit).Select(view.Summary)], next));
    }

    private IQueryable<MatterRow> Filter(IQueryable<MatterRow> rows, Query query)
    {
        var now = clock.GetUtcNow();
        rows = query.Stage("stage") is { } stage ? rows.Where(row => row.Stage == stage) : rows;
        return query.Flag("overdue") switch
        {
            true => rows.Where(row => row.NextDueAt < now),
            false => rows.Where(row => row.NextDueAt == null || row.NextDueAt >= now),
            null => rows,
        };
    }
}
