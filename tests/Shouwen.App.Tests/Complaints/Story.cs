using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Tests.Complaints;

/// <summary>A small bank around Mid-Autumn and National Day 2026, one policy, and a complaint that acts can be done to. Times are local, 2026.</summary>
internal sealed class Story
{
    private static readonly Vocabularies Known = new(ComplaintFacts.Vocabularies, new Dictionary<string, IReadOnlyList<string>>());

    public static readonly Calendar Calendar = new(Holidays(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), Graces.Default);

    private static readonly Institution Bank = new("bank", "试验银行")
    {
        Units = [new("head-office", "总行", "head-office", null), new("branch-1", "滨江分行", "branch", "head-office"), new("sub-1", "望江支行", "sub-branch", "branch-1")],
        Persons = [Person("lin", "林静", "complaint-officer", "branch-1"), Person("he", "何雨", "teller", "sub-1"), Person("zhou", "周启明", "unit-head", "branch-1")],
        Posts = new Dictionary<string, Post>
        {
            ["complaint-officer"] = new("complaint-officer", "投诉专员", Everything("approve", "reject")) { Handles = 2 },
            ["teller"] = new("teller", "柜员", Everything("answer", "close", "approve", "reject")) { Handles = 1 },
            ["unit-head"] = new("unit-head", "分行行长", Everything()),
        },
        Graces = Graces.Default,
        Categories = [new("product-use", "产品使用")],
        Outcomes = [new("upheld", "属实")],
    };

    private readonly List<Clause> clauses =
    [
        new("RG-09", "十五个工作日内办结", default)
        {
            Source = "第九条",
            Obligations = [Rule("办结答复", "register", "15 working days", "answer") with { Extension = new([new(Period(60), [])], ["reason", "told"], ["sms"]) }],
        },
        new("WM-37", "一个工作日内回告进展", default) { Obligations = [Rule("专人联系客户", "accept", "1 working day", "record-contact")] },
        new("GD-05", "先调查后答复", default) { Gates = [new(Pattern("answer"), "尚无调查结论") { Unless = Condition("concluded") }] },
        new("GD-07", "受理须有发生时间", default) { Gates = [new(Pattern("accept"), "缺发生时间，不能受理") { Unless = Condition("occurred-at") }] },
        new("TR-01", "七步", default) { Guidance = [new(["先听", "再问"]) { IsAlways = true }] },
        new("TR-02", "接待", default)
        {
            Guidance =
            [
                new(["请坐"]) { Stages = [Stage.Registered], Actions = ["register"] },
                new(["报金额"]) { Stages = [Stage.Registered], When = Condition("amount > 100") },
                new(["说结果"]) { Actions = ["answer"] },
                new(["查清"]) { Stages = [Stage.Accepted] },
                new(["读制度"]),
            ],
        },
        new("TR-03", "别处的", default) { When = Condition("channel = letter"), Guidance = [new(["看邮戳"]) { Stages = [Stage.Registered] }] },
        new("CT-04", "答复须告知救济途径", default) { Gates = [new(Pattern("answer"), "须告知救济途径") { Unless = Condition("action.remedies-named") }] },
    ];

    public Complaint Complaint { get; private set; } = Complaint.Nothing;

    public Surroundings Surroundings => new(Bank, [new Policy("rules", "规则", "hash") { Clauses = clauses }], Calendar);

    public static DateTimeOffset At(string text) => new ActionParser(Calendar.Zone).ParseMoment("2026-" + text)!.Value; // the tests write real moments

    public Story Registered(string at = "09-17 09:42", params (string, object)[] fields) =>
        Done(at, "he", "register", [("channel", "hotline"), ("summary", "到期收益低于预期"), ("complainants", new List<object> { Fields(("name", "王建国"), ("phone", "13800006621")) }), .. fields]);

    public Story Done(string at, string by, string action, params (string, object)[] fields)
    {
        var proposal = new Proposal(ActionCatalogue.Get(action), Fields(fields), Bank.Resolve(by)!, At(at), []); // the tests name people of the bank
        var decision = Decide.On(Complaint, proposal, Surroundings);
        Assert.Empty(decision.Refusals);
        var entries = decision.Entries.Select(entry => entry.Action == "register" ? entry with { Data = entry.Data.With("number", "TS202609170026") } : entry);
        Complaint = entries.Aggregate(Complaint, (complaint, entry) => complaint.Apply(entry));
        return this;
    }

    public CaseSight Seen(string at, string by = "lin") =>
        new(Complaint, Surroundings, Derivation.Of(Complaint, Surroundings, At(at)), Bank.Resolve(by)!, At(at)); // the tests name people of the bank

    public static Fields Fields(params (string Name, object Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public static Period Period(int workingDays) => new(workingDays, PeriodUnit.WorkingDay);

    private static ObligationRule Rule(string name, string from, string due, string metBy) =>
        new(name, new EntryTrigger(Pattern(from)), new PeriodDue(Domain.Calendars.Period.TryParse(due, out var period) ? period : throw new ArgumentException(due)), Relation.Parse("responsible-unit")!, Pattern(metBy))
        {
            OwedTo = Relation.Parse("complainant"),
        };

    private static Expression Condition(string text) => Grammar.ParseCondition(text, Known);

    private static Pattern Pattern(string text) => Grammar.ParsePattern(text, Known);

    private static Person Person(string id, string name, string post, string unit) => new(id, name, [new(post, unit)]);

    private static HashSet<string> Everything(params string[] but) => [.. ActionCatalogue.Names.Except(but)];

    private static HolidayData Holidays()
    {
        var days = Enumerable.Range(25, 3).ToDictionary(day => new DateOnly(2026, 9, day), _ => "中秋节");
        Enumerable.Range(1, 7).ToList().ForEach(day => days[new(2026, 10, day)] = "国庆节");
        var worked = new Dictionary<DateOnly, string> { [new(2026, 9, 20)] = "国庆节", [new(2026, 10, 10)] = "国庆节" };
        return new(new("test"), [new(2026, days, worked)]);
    }
}
