using Shouwen.App.Playing;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using static Shouwen.Domain.Actions.Input;

namespace Shouwen.App.Demo;

/// <summary>The acts on one complaint of the demo year, at plausible office hours.</summary>
internal sealed class DemoComplaint(DemoFacts facts, DemoMaterial material, DemoCast cast, Calendar calendar, Random random)
{
    // Where a meeting decides, it has decided; elsewhere nobody asks for it.
    private static readonly RawMap Resolution = Map(("members", new[] { "参会人员五名" }), ("votes-for", 5m), ("votes-against", 0m));

    private const int OneLiableIn = 4;

    private static readonly string[] ToldAll = ["acceptance", "time-limit", "contact"];

    private readonly OfficeHours hours = new(calendar, random);
    private readonly List<WrittenStep> steps = [];
    private DateTimeOffset at = facts.ReceivedAt;

    public IReadOnlyList<WrittenStep> Steps()
    {
        Register();
        switch (facts.Course)
        {
            case Course.Voided:
                Later(30, "void", Map(("reason", "与同日已登记的投诉重复，误登记")), cast.Officer);
                break;
            case Course.Declined:
                Later(120, "decline", Map(("reason", "所述事项由客户与第三方的合同引起，不属我们的受理范围，已告知可向市场监管部门反映"), ("told", Map(("means", "phone")))));
                break;
            default:
                TakeOn();
                Handle();
                break;
        }

        return facts.StopsBefore is { } last && steps.FindIndex(step => step.Action == last) is > 0 and var end ? steps[..end] : steps;
    }

    private void Register()
    {
        var kind = facts.Kind;
        var known = kind.Matured ? Map(("product-matured", true), ("shortfall", true)) : facts.Known;
        var forwarded = facts.Channel == "regulator" ? Map(("body", material.Regulator), ("reference", FormattableString.Invariant($"转办〔{at.Year}〕{random.Next(100, 999)}号"))) : null;
        var register = Map(("channel", facts.Channel), ("summary", kind.Summary), ("complainants", new[] { Map(("name", facts.Name), ("phone", facts.Phone), ("address", material.IsPlain ? "青渡区晚枫路" : null)) }),
            ("about", Map(("unit", facts.Outlet.Id), ("business", kind.Business), ("product", kind.Product))), ("count", facts.Count > 1 ? (decimal)facts.Count : null), ("occurred-at", at.AddHours(-random.Next(1, 60))),
            ("place", kind.Place), ("demands", kind.Demands), ("amount", kind.Amount), ("severity", kind.Severity), ("category", kind.Category), ("facts", known), ("forwarded-by", forwarded));
        steps.Add(new(at, facts.Label, "register", register, cast.Registrar(facts.Channel)));
    }

    private void TakeOn()
    {
        if (facts.Count >= 10)
        {
            Later(10, "report", Map(("to", "head-office"), ("text", "多名客户就同一产品集中投诉，已分开接待")), cast.GroupLeader);
            Later(10, "report", Map(("to", "regulator"), ("text", "集体投诉情况报告")), cast.GroupLeader);
        }

        if (facts.Channel == "hotline" && facts.Kind.Matured && random.Next(5) > 0)
        {
            Later(8, "report", Map(("to", "group-leader"), ("text", "热线到期产品投诉，请小组协调")), cast.Hotline);
        }

        if (!material.IsPlain && facts.Channel is "counter" or "opinion-book" or "opinion-box")
        {
            Later(random.Next(8) > 0 ? random.Next(5, 20) : 200, "report", Map(("to", "leader"), ("text", "客户当面投诉，已请到洽谈室")));
        }

        HandOver();
        Later(random.Next(5, 45), "accept", Nothing);
        Later(random.Next(5, 120), "acknowledge", Map(("means", "sms"), ("told", ToldAll)));
        Later(random.Next(10, 200), "classify", Map(("category", facts.Kind.Category), ("severity", facts.Kind.Severity), ("timeliness", "immediate"), ("content", facts.Kind.Category == "staff-attitude" ? "bad-attitude" : "other")));
    }

    private void HandOver()
    {
        if (cast.Officer is { } officer && !cast.IsSame(officer, cast.Registrar(facts.Channel)))
        {
            Later(random.Next(5, random.Next(4) == 0 ? 90 : 12), "hand-over", Map(("to", officer), ("note", "客户情绪平稳，已告知将书面答复")));
            Later(random.Next(5, 60), "receive-hand-over", Nothing);
        }
    }

    // What cannot wait: the branch is told of what may grow, the regulator of what came from there.
    private void TellAtOnce()
    {
        if (facts.Kind is { Matured: true, Severity: "severe" })
        {
            Later(random.Next(20, 90), "report", Map(("to", "group-leader"), ("text", "客户情绪激动，恐升级为重大投诉，请上级牵头")));
        }

        if (facts.Kind.Matured && facts.Channel == "regulator")
        {
            Later(random.Next(20, 90), "report", Map(("to", "regulator"), ("text", "已受理转办事项，正在核实")));
        }
    }

    private void Handle()
    {
        TellAtOnce();
        var days = facts.Course switch { Course.Late => random.Next(16, 24), Course.Extended => random.Next(18, 30), Course.LeftLying => 400, _ => facts.StopsBefore is null ? random.Next(facts.Pace.FewestDays, facts.Pace.MostDays) : Math.Min(2, facts.Pace.MostDays - 1) };
        if (facts.Kind.Matured && facts.Channel == "hotline")
        {
            Later(random.Next(4) > 0 ? random.Next(20, 120) : 900, "report", Map(("to", "hotline"), ("text", "已联系客户并约定当面解释，处理结果另行回填")));
        }

        Later(random.Next(20, 200), "record-finding", Map(("method", "customer-contact"), ("text", "与客户通话核对经过，客户陈述与登记一致")));
        if (facts.Course == Course.Withdrawn)
        {
            Later(600, "withdraw", Map(("reason", "客户表示经解释已理解，自愿撤回")));
            return;
        }

        Later(random.Next(100, 600), "record-finding", Map(("method", "interview"), ("text", "约谈当日经办人员并制作记录")));
        Later(random.Next(100, 600), "record-finding", Map(("method", "records"), ("text", facts.Kind.Finding)));
        if (facts.Course == Course.Extended)
        {
            Extend();
        }

        WorkingDays(days / 2);
        Later(30, "conclude-investigation", Map(("outcome", facts.Kind.Outcome), ("cause", facts.Kind.Cause), ("text", facts.Kind.Finding)));
        if (facts.Kind.Outcome != "not-upheld")
        {
            Later(random.Next(6) > 0 ? 10 : 300, "record-measure", Map(("kind", "correction"), ("text", "已按结论先行纠正")));
        }

        Later(60, "propose", Map(("text", "拟按调查结论答复客户，并针对原因落实改进：" + facts.Kind.Cause), ("compensation", facts.Kind.Compensation > 0 ? Map(("amount", facts.Kind.Compensation), ("from-fund", facts.Kind.FromFund ? true : null)) : null)), cast.Officer);
        Later(200, "review-compliance", Map(("opinion", "agree"), ("text", "事实清楚，依据充分")), cast.Compliance);
        Later(200, "approve", Map(("opinion", "同意"), ("resolution", material.IsPlain ? Resolution : null)));
        if (facts.Kind.Rectification is { } rectification)
        {
            var due = calendar.DateOf(calendar.Add(at, new Period(days + 10, PeriodUnit.WorkingDay)).At.AddTicks(-1));
            Later(40, "plan-rectification", Map(("text", rectification), ("owner", cast.Head ?? facts.Outlet.Id), ("due", due)));
        }

        WorkingDays(days - (days / 2));
        Finish();
    }

    private void Finish()
    {
        var answer = Map(("means", "letter"), ("text", facts.Kind.Answer), ("in-writing", true), ("reasons", facts.Kind.Cause), ("basis", material.Basis), ("remedies-named", true));
        Later(30, "answer", answer);
        if (facts.Kind is { FromFund: true, Compensation: > 0 })
        {
            Later(50, "compensate", Map(("amount", facts.Kind.Compensation), ("from-fund", true), ("kind", "cash")));
        }

        if (facts.Kind.Matured && facts.Channel == "hotline")
        {
            Later(20, "report", Map(("to", "hotline"), ("text", "处理结果已答复客户，请回填工单")));
        }

        if (facts.Channel == "regulator")
        {
            Later(60, "report", Map(("to", "forwarding-body"), ("text", "处理结果报告")));
            Later(20, "report", Map(("to", "regulator"), ("text", "处理结果报备")));
        }

        var isSatisfied = facts.Course != Course.Dissatisfied;
        WorkingDays(random.Next(1, 4));
        Later(30, "call-back", Map(("of", "complainant"), ("satisfied", isSatisfied), ("rectification-seen", true), ("note", isSatisfied ? "客户表示满意" : "客户认为未说到点子上")));
        if (!isSatisfied)
        {
            Later(60, "reopen", Map(("reason", "回访不满意，重新核实")));
            return;
        }

        Later(30, "close", Nothing);
        WorkingDays(random.Next(1, 9));
        Later(60, "summarise", Map(("cause", facts.Kind.Cause), ("improvement", "纳入晨会案例，次月检查落实")));
        Improve();
        if (material.IsPlain)
        {
            Later(600, "archive", Nothing);
        }
    }

    private void Improve()
    {
        if (facts.Kind.Rectification is not null)
        {
            WorkingDays(5);
            Later(90, "complete-rectification", Map(("evidence", "已按计划逐项落实，通知、照片和抽查记录附后")), cast.Head);
            WorkingDays(3);
            Later(90, "verify-rectification", Map(("effective", true)), cast.Compliance);
        }

        if (facts.Kind.Liability is { } liability && cast.Teller is { } teller && facts.Serial % OneLiableIn == 0)
        {
            Later(120, "find-liability", Map(("person", teller), ("clause", liability.Clause), ("sanction", liability.Sanction)));
            WorkingDays(4);
            Later(60, "appeal", Map(("stage", "re-examination")), teller);
            WorkingDays(9);
            Later(60, "decide-appeal", Map(("decision", liability.Decision)));
        }
    }

    private void Extend()
    {
        WorkingDays(6);
        var to = calendar.DateOf(calendar.Add(facts.ReceivedAt, new Period(random.Next(30, 45), PeriodUnit.WorkingDay)).At.AddTicks(-1));
        Later(30, "extend", Map(("to", to), ("reason", "录音录像异地存档，需调取核对"), ("told", Map(("means", "sms")))), cast.Head);
    }

    private void Later(int minutes, string action, RawMap input, string? by = null)
    {
        at = hours.Next(at.AddMinutes(Math.Max(1, minutes * facts.Pace.Minutes)));
        steps.Add(new(at, facts.Label, action, input, by));
    }

    private void WorkingDays(int days)
    {
        if (days > 0)
        {
            at = hours.Next(calendar.Add(at, new Period(days, PeriodUnit.WorkingDay)).At.AddHours(-15).AddMinutes(random.Next(0, 240)));
        }
    }
}
