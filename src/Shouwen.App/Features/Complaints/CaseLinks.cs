using Shouwen.App.Features.Matters;
using Shouwen.App.Features.Organisations;
using Shouwen.App.Features.Submissions;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Complaints;

/// <summary>Addresses of the pages about a case, whatever kind it is.</summary>
public static class CaseLinks
{
    public static string Page(AggregateKind kind, string number) => kind switch
    {
        AggregateKind.Complaint => ComplaintLinks.Case(number),
        AggregateKind.Duty => DutyLinks.Page(number),
        AggregateKind.Organisation => OrganisationLinks.Changes,
        _ => MatterLinks.Page(kind, number),
    };

    public static string Act(AggregateKind kind, string number, string action) => $"{Page(kind, number)}/{action}";

    /// <summary>The list that holds the case, and itself.</summary>
    public static IReadOnlyList<Crumb> Crumbs(AggregateKind kind, string number)
    {
        var list = kind switch
        {
            AggregateKind.Complaint => new Crumb("投诉列表", "/complaints"),
            AggregateKind.Duty => new Crumb("定期报送", DutyLinks.List),
            AggregateKind.Organisation => new Crumb("机构与人员", OrganisationLinks.Home),
            _ => new Crumb(MatterWords.TitleOf(kind), MatterLinks.List(kind)),
        };
        return kind == AggregateKind.Organisation ? [list] : [list, new(number, Page(kind, number))];
    }
}
