using Shouwen.App.Features.AccessLogs;
using Shouwen.App.Features.Approvals;
using Shouwen.App.Features.Audits;
using Shouwen.App.Features.Campaigns;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Features.Exports;
using Shouwen.App.Features.Imports;
using Shouwen.App.Features.Improvement;
using Shouwen.App.Features.Matters;
using Shouwen.App.Features.Organisations;
using Shouwen.App.Features.Outbox;
using Shouwen.App.Features.Submissions;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features;

/// <summary>The left menu: only pages that exist, each for those whom the page itself lets in.</summary>
public static class StaffMenu
{
    private static IReadOnlyList<string> CampaignWork => [.. ActionCatalogue.All.Where(action => action.Aggregate == AggregateKind.Campaign).Select(action => action.Name)];

    public static IReadOnlyList<MenuGroup> All { get; } =
    [
        new("日常",
        [
            new("工作台", "/", "layout-dashboard", OnPhone: true) { Needs = [Capability.ReadCases] },
            new("登记投诉", "/complaints/new", "edit", OnPhone: true) { Needs = DeclaringRoutes.NeedsOf<RegisterPage>() },
            new("投诉列表", "/complaints", "list-search", OnPhone: true) { Needs = DeclaringRoutes.NeedsOf<ListPage>() },
            new("审批", "/approvals", "writing-sign", OnPhone: true) { Needs = DeclaringRoutes.NeedsOf<ApprovalsPage>() },
        ]),
        new("群体与产品", [Matter(AggregateKind.Incident), Matter(AggregateKind.Campaign), new("到期日历", CampaignLinks.Calendar, "calendar-due") { Needs = DeclaringRoutes.NeedsOf<CalendarPage>(), For = CampaignWork }, new("我的客户", CampaignLinks.Mine, "address-book", OnPhone: false) { Needs = DeclaringRoutes.NeedsOf<MinePage>() }, Matter(AggregateKind.Document), Matter(AggregateKind.Drill), Matter(AggregateKind.Training), new("应急小组", OrganisationLinks.Rosters, "address-book")]),
        new("规则与成效",
        [
            new("制度", "/policies", "scale"),
            new("定期报送", DutyLinks.List, "calendar-event") { Needs = DeclaringRoutes.NeedsOf<DutiesPage>(), For = ["submit"] },
            new("整改与问责", ImprovementLinks.Rectifications, "tool") { Needs = DeclaringRoutes.NeedsOf<RectificationsPage>(), For = ["plan-rectification", "complete-rectification", "verify-rectification", "find-liability", "decide-appeal", "appeal"] },
            Matter(AggregateKind.Directive),
            Matter(AggregateKind.Fund) with { For = [Capability.ReadFunds] },
        ]),
        new("系统",
        [
            new("机构与人员", OrganisationLinks.Home, "users") { Needs = DeclaringRoutes.NeedsOf<OrganisationPage>() },
            new("审计", AuditLinks.Home, "shield-check") { Needs = DeclaringRoutes.NeedsOf<AuditPage>() },
            new("消息发送", OutboxView.Path, "send") { Needs = DeclaringRoutes.NeedsOf<OutboxPage>() },
            new("导入台账", ImportLinks.Home, "clipboard-text") { Needs = DeclaringRoutes.NeedsOf<ImportsPage>() },
            new("导出", ExportEndpoints.Page, "download") { Needs = DeclaringRoutes.NeedsOf<ExportsPage>() },
            new("访问日志", AccessFilter.Path, "eye") { Needs = DeclaringRoutes.NeedsOf<AccessLogPage>() },
        ]),
    ];

    /// <summary>The items that let a post in and are of use to it: where it may do something, and every page for whoever only looks.</summary>
    public static IReadOnlyList<MenuGroup> Of(Post post) => [.. All.Select(group => group with { Items = [.. group.Items.Where(item => IsOfUse(item, post))] }).Where(group => group.Items.Count > 0)];

    /// <summary>Where a post begins its day: the workbench, or the last group's first page for whoever sees no case.</summary>
    public static string HomeOf(Post post) => post.May.Contains(Capability.ReadCases) ? "/" : Of(post)[^1].Items[0].Href;

    private static bool IsOfUse(MenuItem item, Post post) => (item.Needs.Count == 0 || item.Needs.Any(post.May.Contains)) && (item.For.Count == 0 || item.For.Any(post.May.Contains) || post.Sees == Sight.All);

    private static MenuItem Matter(AggregateKind kind) => new(MatterWords.TitleOf(kind), MatterLinks.List(kind), MatterWords.Of(kind).Icon)
    {
        Needs = DeclaringRoutes.NeedsOf<MatterListPage>(),
        For = [.. ActionCatalogue.All.Where(action => action.Aggregate == kind && !action.IsSystemOnly).Select(action => action.Name)],
    };
}
