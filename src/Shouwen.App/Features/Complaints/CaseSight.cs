using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Complaints;

/// <summary>One case (a complaint or another matter) as one person sees it at one moment: all that its pages are made from. Pure.</summary>
public sealed record CaseSight(Complaint Complaint, Surroundings Surroundings, IReadOnlyList<Obligation> Obligations, Actor Actor, DateTimeOffset Now)
{
    private readonly Dictionary<string, ClauseRef> clauses = Surroundings.Policies.SelectMany(policy => policy.Clauses)
        .GroupBy(clause => clause.Id).ToDictionary(same => same.Key, same => RefOf(same.First()));

    /// <summary>Numbers named in the case that are out of its reader's sight.</summary>
    public IReadOnlySet<string> Unseen { get; init; } = new HashSet<string>();

    public Institution Institution => Surroundings.Institution;

    public Calendar Calendar => Surroundings.Calendar;

    public string Number => Complaint.Number ?? "";

    public DateOnly Today => Calendar.DateOf(Now);

    /// <summary>The page of the case.</summary>
    public string Href => CaseLinks.Page(Complaint.Kind, Number);

    /// <summary>The way to the page of the case: the list it stands in, and itself.</summary>
    public IReadOnlyList<Crumb> Crumbs => CaseLinks.Crumbs(Complaint.Kind, Number);

    public string ActHref(string action) => $"{Href}/{action}";

    public string DueHref(string clause, int instance = 1) => $"{Href}/due/{Uri.EscapeDataString(clause)}{(instance > 1 ? $"?n={instance}" : "")}";

    public string EntryHref(int position) => $"{Href}#e{position}";

    public static ClauseRef RefOf(Clause clause) => new(clause.Id, $"{clause.Says}{(clause.Source is null ? "" : $"（{clause.Source}）")}", !clause.HasRule);

    public ClauseRef Clause(string id) => clauses.GetValueOrDefault(id) ?? new ClauseRef(id);

    public IReadOnlyList<ClauseRef> Clauses(IEnumerable<string> ids) => [.. ids.Distinct().Select(Clause)];

    public DateTimeOffset Local(DateTimeOffset at) => Calendar.Local(at);

    /// <summary>10-16 周五 24:00, with the year where it is not this one.</summary>
    public string Due(DateTimeOffset at) =>
        Calendar.DateOf(at.AddTicks(-1)) is var last && last.Year == Today.Year ? Words.Due(Local(at)) : $"{Words.FullDay(last)} {Words.Due(Local(at))[^5..]}";

    /// <summary>A person of ours by name; somebody outside our books as written.</summary>
    public string Person(string? id) => id == Actor.System.Person ? "系统" : Institution.Person(id)?.Name ?? id ?? "";

    public string Unit(string? id) => Institution.Unit(id)?.Name ?? id ?? "";

    /// <summary>The number of another case, unless it is out of the reader's sight.</summary>
    public string Other(string? number) => number is null ? "" : Unseen.Contains(number) ? "（不在您的办理范围）" : number;

    public string PersonOrUnit(string? id) => Institution.Unit(id)?.Name ?? Person(id);

    /// <summary>周启明（分行副行长）</summary>
    public string WithPost(Actor actor) => actor.IsSystem ? "系统" : $"{Person(actor.Person)}（{Institution.TitleOf(actor)}）";

    /// <summary>王** · 王** 等 3 人; who complains, masked.</summary>
    public string Complainant
    {
        get
        {
            var names = Complaint.Data.Groups("complainants").Select(who => who.Text("name")).ToList();
            var first = names.Count == 0 ? "匿名" : Masks.Name(names[0]);
            return Complaint.OwnPeople > 1 ? $"{first} 等 {Complaint.OwnPeople} 人" : first;
        }
    }

    public Severity? Severity => Complaint.Data.Text("severity") switch
    {
        "severe" => Ui.Severity.Severe,
        "moderate" => Ui.Severity.Moderate,
        "minor" => Ui.Severity.Minor,
        _ => null,
    };

    public IEnumerable<Obligation> Open => Obligations.Where(obligation => obligation.IsOpen).OrderBy(obligation => obligation.Due.At);
}
