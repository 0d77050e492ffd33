using Shouwen.App.Features.AccessLogs;
using Shouwen.App.Features.Audits;
using Shouwen.App.Features.Exports;
using Shouwen.App.Features.Improvement;
using Shouwen.App.Features.Matters;
using Shouwen.App.Features.Organisations;
using Shouwen.App.Features.Submissions;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features;

/// <summary>The left menu: only pages that exist.</summary>
public static class StaffMenu
{
    private static readonly IReadOnlyList<string> Organising = [.. ActionCatalogue.All.Where(action => action.Entitlement == Entitlement.Administers).Select(action => action.Name)];

    public static IReadOnlyList<MenuGroup> All { get; } =
    [
        new("日常",
        [
            new("工作台", "/", "layout-dashboard", OnPhone: true) { IsOfCases = true },
            new("登记投诉", "/complaints/new", "edit", OnPhone: true) { IsOfCases = true },
            new("投诉列表", "/complaints", "list-search", OnPhone: true) { IsOfCases = true },
            new("审批", "/approvals", "writing-sign", OnPhone: true) { IsOfCases = true },
        ]),
        new("群体与产品", [Matter(AggregateKind.Incident), Matter(AggregateKind.Campaign), Matter(AggregateKind.Document), Matter(AggregateKind.Drill), Matter(AggregateKind.Training), new("应急小组", OrganisationLinks.Rosters, "address-book")]),
        new("规则与成效",
        [
            new("制度", "/policies", "scale"),
            new("定期报送", DutyLinks.List, "calendar-event") { For = ["submit"] },
            new("整改与问责", ImprovementLinks.Rectifications, "tool") { For = ["plan-rectification", "complete-rectification", "verify-rectification", "find-liability", "decide-appeal", "appeal"] },
            Matter(AggregateKind.Directive),
            Matter(AggregateKind.Fund) with { For = Scope.OfFunds },
        ]),
        new("系统",
        [
            new("机构与人员", OrganisationLinks.Home, "users") { For = Organising },
            new("审计", AuditLinks.Home, "shield-check") { For = AuditLinks.Rights },
            new("导出申请", ExportEndpoints.Page, "download") { IsOfCases = true },
            new("访问日志", AccessFilter.Path, "eye") { IsOfCases = true, OrFor = Post.ReadAccessLog },
        ]),
    ];

    /// <summary>The items that are of use to a post: where it may do something, and every page for whoever only looks; nothing about cases for whoever sees none.</summary>
    public static IReadOnlyList<MenuGroup> Of(Post post) => [.. All.Select(group => group with { Items = [.. group.Items.Where(item => IsOfUse(item, post))] }).Where(group => group.Items.Count > 0)];

    /// <summary>Where a post begins its day: the workbench, or the last group's first page for whoever sees no case.</summary>
    public static string HomeOf(Post post) => post.Sees == Sight.Nothing ? Of(post)[^1].Items[0].Href : "/";

    private static bool IsOfUse(MenuItem item, Post post) => (!item.IsOfCases || post.Sees != Sight.Nothing || (item.OrFor is { } right && post.May.Contains(right))) && (item.For.Count == 0 || item.For.Any(post.May.Contains) || (post.Sees == Sight.All && item.For != Organising && item.For != AuditLinks.Rights));

    private static MenuItem Matter(AggregateKind kind) => new(MatterWords.TitleOf(kind), MatterLinks.List(kind), MatterWords.Of(kind).Icon)
    {
        For = [.. ActionCatalogue.All.Where(action => action.Aggregate == kind && !action.IsSystemOnly).Select(action => action.Name)],
    };
}
