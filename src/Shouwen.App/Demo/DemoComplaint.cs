using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using static Shouwen.App.Demo.Input;

namespace Shouwen.App.Demo;

/// <summary>The acts on one complaint of the demo year, at plausible office hours.</summary>
internal sealed class DemoComplaint(DemoFacts facts, Calendar calendar, Random random)
{
    private static readonly string[] ToldAll = ["acceptance", "time-limit", "contact"];

    private readonly List<DemoStep> steps = [];
    private DateTimeOffset at = facts.ReceivedAt;

    public IReadOnlyList<DemoStep> Steps()
    {
        Register();
        switch (facts.Course)
        {
            case Course.Voided:
                Later(30, "void", Map(("reason", "与同日已登记的投诉重复，误登记")), $"complaint-officer@{facts.Outlet.Id}");
                break;
            case Course.Declined:
                Later(120, "decline", Map(("reason", "所述事项由客户与第三方商户的买卖合同引起，不属我行受理范围，已告知可向市场监管部门反映"), ("told", Map(("means", "phone")))));
                break;
            default:
                TakeOn();
                Handle();
                break;
        }

        return steps;
    }

    private void Register()
    {
        var kind = facts.Kind;
        var facts1 = kind.Matured ? Map(("product-matured", true), ("shortfall", true)) : null;
        var forwarded = facts.Channel == "regulator" ? Map(("body", "地方监管局消费者权益保护处"), ("reference", FormattableString.Invariant($"转办〔{at.Year}〕{random.Next(100, 999)}号"))) : null;
        var register = Map(("channel", facts.Channel), ("summary", kind.Summary), ("complainants", new[] { Map(("name", facts.Name), ("phone", facts.Phone)) }),
            ("about", Map(("unit", facts.Outlet.Id), ("business", kind.Business), ("product", kind.Product))), ("count", facts.Count > 1 ? (decimal)facts.Count : null), ("occurred-at", at.AddHours(-random.Next(1, 60))),
            ("place", kind.Place), ("demands", kind.Demands), ("amount", kind.Amount), ("severity", kind.Severity), ("category", kind.Category), ("facts", facts1), ("forwarded-by", forwarded));
        var by = facts.Channel switch
        {
            "hotline" => "hotline-agent@hotline",
            "counter" or "opinion-book" or "opinion-box" => $"teller@{facts.Outlet.Id}",
            "regulator" => "complaint-officer@customer-service",
            _ => $"lobby-manager@{facts.Outlet.Id}",
        };
        steps.Add(new(at, facts.Label, "register", register, by));
    }

    private void TakeOn()
    {
        if (facts.Count >= 10)
        {
            Later(10, "report", Map(("to", "head-office"), ("text", "多名客户就同一产品集中投诉，已分开接待")), $"group-leader@{facts.Outlet.Parent}");
            Later(10, "report", Map(("to", "regulator"), ("text", "集体投诉情况报告")), $"group-leader@{facts.Outlet.Parent}");
        }

        if (facts.Channel == "hotline" && facts.Kind.Matured && random.Next(5) > 0)
        {
            Later(8, "report", Map(("to", "group-leader"), ("text", "热线到期产品投诉，请分行小组协调")), "hotline-agent@hotline");
        }

        if (facts.Channel is "counter" or "opinion-book" or "opinion-box")
        {
            Later(random.Next(8) > 0 ? random.Next(5, 20) : 200, "report", Map(("to", "leader"), ("text", "客户在网点投诉，已请到洽谈室")));
        }

        Later(random.Next(5, random.Next(4) == 0 ? 90 : 12), "hand-over", Map(("to", $"complaint-officer@{facts.Outlet.Id}"), ("note", "客户情绪平稳，已告知将书面答复")));
        Later(random.Next(5, 60), "receive-hand-over", Nothing);
        Later(random.Next(5, 45), "accept", Nothing);
        Later(random.Next(5, 120), "acknowledge", Map(("means", "sms"), ("told", ToldAll)));
        Later(random.Next(10, 200), "classify", Map(("category", facts.Kind.Category), ("severity", facts.Kind.Severity), ("timeliness", "immediate"), ("content", facts.Kind.Category == "staff-attitude" ? "bad-attitude" : "other")));
    }

    // What cannot wait: the branch is told of what may grow, the regulator of what came from there.
    private void TellAtOnce()
    {
        if (facts.Kind is { Matured: true, Severity: "severe" })
        {
            Later(random.Next(20, 90), "report", Map(("to", "group-leader"), ("text", "客户情绪激动，恐升级为重大投诉，请分行牵头")));
        }

        if (facts.Kind.Matured && facts.Channel == "regulator")
        {
            Later(random.Next(20, 90), "report", Map(("to", "regulator"), ("text", "已受理转办事项，正在核实")));
        }
    }

    private void Handle()
    {
        TellAtOnce();
        var days = facts.Course switch { Course.Late => random.Next(16, 24), Course.Extended => random.Next(18, 30), Course.LeftLying => 400, _ => random.Next(3, 12) };
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

        Later(60, "propose", Map(("text", "拟按调查结论答复客户，并针对原因落实改进：" + facts.Kind.Cause), ("compensation", facts.Kind.Compensation > 0 ? Map(("amount", facts.Kind.Compensation)) : null)), $"complaint-officer@{facts.Outlet.Id}");
        Later(200, "review-compliance", Map(("opinion", "agree"), ("text", "事实清楚，依据充分")), $"compliance-officer@{facts.Outlet.Parent}");
        Later(200, "approve", Map(("opinion", "同意")));
        WorkingDays(days - (days / 2));
        Finish();
    }

    private void Finish()
    {
        var answer = Map(("means", "letter"), ("text", facts.Kind.Answer), ("in-writing", true), ("reasons", facts.Kind.Cause), ("basis", "《商业银行法》及我行服务管理办法"), ("remedies-named", true));
        Later(30, "answer", answer);
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
        Later(60, "summarise", Map(("cause", facts.Kind.Cause), ("improvement", "纳入网点晨会案例，次月检查落实")));
    }

    private void Extend()
    {
        WorkingDays(6);
        var to = calendar.DateOf(calendar.Add(facts.ReceivedAt, new Period(random.Next(30, 45), PeriodUnit.WorkingDay)).At.AddTicks(-1));
        Later(30, "extend", Map(("to", to), ("reason", "录音录像异地存档，需调取核对"), ("told", Map(("means", "sms")))), $"unit-head@{facts.Outlet.Id}");
    }

    private void Later(int minutes, string action, RawMap input, string? by = null)
    {
        at = Office(at.AddMinutes(minutes));
        steps.Add(new(at, facts.Label, action, input, by));
    }

    private void WorkingDays(int days)
    {
        if (days > 0)
        {
            at = Office(calendar.Add(at, new Period(days, PeriodUnit.WorkingDay)).At.AddHours(-15).AddMinutes(random.Next(0, 240)));
        }
    }

    // Nobody works before nine, after half past five or on days off.
    private DateTimeOffset Office(DateTimeOffset moment)
    {
        var day = calendar.DateOf(moment);
        var time = moment - calendar.StartOf(day);
        if (calendar.IsWorkingDay(day) && time >= TimeSpan.FromHours(9) && time <= TimeSpan.FromHours(17.5))
        {
            return moment;
        }

        day = time > TimeSpan.FromHours(17.5) || !calendar.IsWorkingDay(day) ? day.AddDays(1) : day;
        while (!calendar.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return calendar.StartOf(day).AddHours(9).AddMinutes(random.Next(5, 50));
    }
}
