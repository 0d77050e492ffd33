using Shouwen.App.Features.Approvals;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Storage;

namespace Shouwen.App.Features.Worklist;

/// <summary>Everything that the workbench shows at one moment.</summary>
public sealed record WorkbenchModel
{
    public required WorkChoice Choice { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required OwedCounts Counts { get; init; }

    /// <summary>How much there is in the other scopes.</summary>
    public required IReadOnlyDictionary<WorkScope, int> Scopes { get; init; }
    public required IReadOnlyList<WorkGroup> Groups { get; init; }
    /// <summary>Whether the widest scope is the person's own unit, and not everything that a department serves.</summary>
    public required bool IsOwnUnit { get; init; }
    public required int Shown { get; init; }
    public required int Fitting { get; init; }
    public required IReadOnlyList<DeskItem> Desk { get; init; }
    public required IReadOnlyList<Handed> Offers { get; init; }
    public required IReadOnlyList<Handed> Contributions { get; init; }
    public required IReadOnlyList<Notice> Notices { get; init; }
    public required IReadOnlyList<SpreadDay> Spread { get; init; }

    public int ToDecide => Desk.Count(item => item.Reason != DeskReason.Others);

    public int WithOthers => Desk.Count(item => item.Reason == DeskReason.Others);
}

/// <summary>Gathers the workbench of who asks.</summary>
public sealed class Workbench(WorkQuery work, HandedQuery handed, NoticeQuery notices, Desk desk, Duties duties, CurrentActor who, House house, TimeProvider clock)
{
    private const int Limit = 60;
    private const int NoticesShown = 6;

    public async Task<WorkbenchModel> LoadAsync(string? card, string? scope, string? show, CancellationToken cancellationToken)
    {
        var calendar = house.Calendar;
        var now = calendar.Local(clock.GetUtcNow());
        var (today, end) = (calendar.DateOf(now), calendar.EndOf(calendar.DateOf(now)));
        var mine = await work.CountAsync(WorkScope.Mine, now, end, cancellationToken);
        var unit = await work.CountAsync(WorkScope.Unit, now, end, cancellationToken);
        var offers = await handed.OffersAsync(cancellationToken);
        var contributions = await handed.ContributionsAsync(cancellationToken);
        var asked = await work.CountAsync(WorkScope.CoHandled, now, end, cancellationToken);
        var choice = WorkChoice.Parse(card, scope, show, mine.All == 0 && unit.All > 0 && work.IsOwnUnit ? WorkScope.Unit : WorkScope.Mine); // who owes nothing looks at the unit
        var counts = choice.Scope switch { WorkScope.Mine => mine, WorkScope.CoHandled => asked, _ => unit };
        var items = await desk.ItemsAsync(cancellationToken);
        var owed = choice.Card == WorkCard.Approvals ? [] : await work.ListAsync(choice.Scope, choice.Card, choice.Everything ? 2000 : Limit, now, end, cancellationToken);
        var view = new WorkView(house.Institution, calendar, now, duties, who.Institution.Posts.GetValueOrDefault(who.Post.Post), choice.Scope != WorkScope.Unit);
        return new()
        {
            Choice = choice,
            Now = now,
            Counts = counts,
            Scopes = new Dictionary<WorkScope, int> { [WorkScope.Mine] = mine.All, [WorkScope.CoHandled] = asked.All, [WorkScope.Unit] = unit.All },
            Groups = view.Groups(owed),
            IsOwnUnit = work.IsOwnUnit,
            Shown = owed.Count,
            Fitting = Fitting(choice.Card, counts),
            Desk = items,
            Offers = offers,
            Contributions = contributions,
            Notices = await notices.NewestAsync(NoticesShown, cancellationToken),
            Spread = DueSpread.Of(calendar, today, await work.DueTimesAsync(choice.Scope, calendar.EndOf(today.AddDays(DueSpread.Length - 1)), cancellationToken)),
        };
    }

    private static int Fitting(WorkCard card, OwedCounts counts) => card switch
    {
        WorkCard.Today => counts.Today,
        WorkCard.Overdue => counts.Overdue,
        WorkCard.Grave => counts.Grave,
        _ => counts.All,
    };
}
