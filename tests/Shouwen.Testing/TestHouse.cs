using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Storage;

namespace Shouwen.Testing;

/// <summary>A small bank with two rules, made in code: T-01 accept within 2 working days, T-02 answer within 15 and tell the officer of each registration, T-03 report a late acceptance, T-04 the fund is not overdrawn, T-05 each branch reports every month.</summary>
public static class TestHouse
{
    private static readonly Vocabularies Known = new(ComplaintFacts.Vocabularies, new Dictionary<string, IReadOnlyList<string>>());

    private static readonly HashSet<string> Everything = [.. ActionCatalogue.Names];

    // A teller does not administer.
    private static readonly HashSet<string> OnCases = [.. ActionCatalogue.All.Where(action => action.Aggregate != AggregateKind.Organisation).Select(action => action.Name)];

    public static readonly Institution Bank = new("bank", "试验银行")
    {
        Units = [new("head-office", "总行", "head-office", null), new("branch-1", "一分行", "branch", "head-office"), new("sub-1", "一支行", "sub-branch", "branch-1")],
        Persons = [Person("tel", "teller", "sub-1"), Person("off", "complaint-officer", "sub-1"), Person("boff", "complaint-officer", "branch-1"), Person("exec", "executive", "head-office")],
        Posts = new[] { "teller", "complaint-officer", "executive" }.Select(id => new Post(id, id, id == "teller" ? OnCases : Everything) { Handles = 1 }).ToDictionary(post => post.Id),
        Graces = Graces.Default,
        Categories = [new("other", "其他")],
    };

    public static readonly Policy Policy = new("test-policy", "试验制度", new string('a', 64))
    {
        Clauses =
        [
            new("T-01", "两个工作日内受理", default) { Obligations = [Rule("受理", "2 working days", "accept")] },
            new("T-02", "十五个工作日内答复", default)
            {
                Obligations = [Rule("答复", "15 working days", "answer") with { Warn = [PeriodOf("3 working days")] }],
                Reactions = [new(new EntryTrigger(Pattern("register")), Expression.True, [new NotifyConsequence(Relation.Parse("complaint-officer of responsible-unit")!, "sms", "新投诉")])],
            },
            new("T-03", "逾期未受理的，一个工作日内报告", default) { Obligations = [Rule("报告", "1 working day", "report") with { From = new BreachTrigger("T-01") }] },
            new("T-05", "分行每月报送", default) { PeriodicDuties = [new("月报", "branch", PeriodicSchedule.TryParse("month", null, out var monthly) ? monthly : throw new ArgumentException("month"))] },
            new("T-04", "基金不得透支", default) { Gates = [new(Pattern("compensate where from-fund"), "余额不足") { When = Grammar.ParseCondition("action.amount > fund-balance", Known) }] },
        ],
    };

    /// <summary>A new one each time, for what happens in it must not be seen elsewhere.</summary>
    public static House House => With([Policy]);

    public static House With(IReadOnlyList<Policy> policies, HolidayData? holidays = null) => new(Bank, policies, new(holidays ?? HolidayData.Empty, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), Graces.Default));

    private static ObligationRule Rule(string name, string due, string metBy) =>
        new(name, new EntryTrigger(Pattern("register")), new PeriodDue(PeriodOf(due)), Relation.Parse("responsible-unit")!, Pattern(metBy));

    private static Pattern Pattern(string text) => Grammar.ParsePattern(text, Known);

    private static Period PeriodOf(string text) => Period.TryParse(text, out var period) ? period : throw new ArgumentException(text);

    private static Person Person(string id, string post, string unit) => new(id, id, [new(post, unit)]);
}
