using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Tests.Complaints;

/// <summary>A small bank, its people, and a complaint that acts can be done to; times are local, 2026.</summary>
internal sealed class Given
{
    public static readonly Vocabularies Known = new(ComplaintFacts.Vocabularies, new Dictionary<string, IReadOnlyList<string>> { ["warranty"] = ["km"] });

    private static readonly string[] Everything = [.. ActionCatalogue.Names];

    public static readonly Institution Bank = new("bank", "试验银行")
    {
        Units = [new("head-office", "总行", "head-office", null), new("risk", "风险部", "department", "head-office"), new("branch-1", "一分行", "branch", "head-office"), new("branch-2", "二分行", "branch", "head-office"), new("sub-1", "一支行", "sub-branch", "branch-1")],
        Persons =
        [
            Person("he", "executive", "head-office"), Person("ris", "risk-officer", "risk"), Person("tel", "teller", "sub-1"), Person("off", "complaint-officer", "sub-1"), Person("lead", "leading-group", "sub-1"),
            Person("boff", "complaint-officer", "branch-1"), Person("blead", "leading-group", "branch-1"), Person("other", "complaint-officer", "branch-2"), Person("aud", "auditor", "head-office"),
        ],
        Posts = new[] { "executive", "risk-officer", "teller", "complaint-officer", "leading-group" }.Select(id => new Post(id, id, Everything.ToHashSet()) { Handles = id == "complaint-officer" ? 2 : 1 })
            .Append(new Post("auditor", "auditor", new HashSet<string>())).ToDictionary(post => post.Id),
        Graces = Graces.Default,
        Categories = [new("other", "其他")],
        IncidentLevels = [new("general", "一般"), new("larger", "较大"), new("major", "重大")],
    };

    private static readonly Calendar Calendar = new(HolidayData.Empty, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), Graces.Default);

    private readonly List<Policy> policies = [];

    public Complaint Complaint { get; private set; } = Complaint.Nothing;

    public Surroundings Surroundings => new(Bank, policies, Calendar);

    public static DateTimeOffset At(string text) => new ActionParser(Calendar.Zone).ParseMoment("2026-" + text)!.Value;

    public static Expression Condition(string text) => Grammar.ParseCondition(text, Known);

    public static Pattern Pattern(string text) => Grammar.ParsePattern(text, Known);

    public static ObligationRule Rule(string name, string from, string due, string metBy) =>
        new(name, new EntryTrigger(Pattern(from)), new PeriodDue(Period.TryParse(due, out var period) ? period : throw new ArgumentException(due)), Relation.Parse("responsible-unit")!, Pattern(metBy));

    public Given Clause(string id, Func<Clause, Clause> rules)
    {
        policies.Add(new(id, id, "hash") { Clauses = [rules(new(id, id, default))] });
        return this;
    }

    public Given Policy(params Clause[] clauses)
    {
        policies.Add(new("policy", "policy", "hash") { Clauses = clauses });
        return this;
    }

    public Given Registered(string at = "03-02 10:00", string by = "tel", params (string, object)[] fields) =>
        Done(at, by, "register", [("channel", "counter"), ("summary", "排队太久"), ("complainants", new List<object> { Fields(("name", "王某"), ("phone", "13800000000")) }), .. fields]);

    public Given Done(string at, string by, string action, params (string, object)[] fields)
    {
        var decision = Try(at, by, action, fields);
        Assert.Empty(decision.Refusals);
        Complaint = decision.Entries.Aggregate(Complaint, (complaint, entry) => complaint.Apply(entry));
        return this;
    }

    public Decision Try(string at, string by, string action, params (string, object)[] fields) =>
        Decide.On(Complaint, new(ActionCatalogue.Get(action), Fields(fields), by == Actor.System.Person ? Actor.System : Bank.Resolve(by)!, At(at), []), Surroundings);

    public static Fields Fields(params (string Name, object Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static Person Person(string id, string post, string unit) => new(id, id, [new(post, unit)]);
}
