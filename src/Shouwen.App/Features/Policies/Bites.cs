using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Policies;

/// <summary>Everything that a clause makes the system do, in words. Pure.</summary>
public sealed class Bites(Institution institution)
{
    private readonly RelationWords relations = new(institution);
    private readonly ConditionWords conditions = new(institution);
    private readonly DueWords dues = new(institution);

    public IReadOnlyList<Bite> Of(Clause clause) =>
    [
        .. clause.Scope == Expression.True ? [] : new[] { new Bite(BiteKind.Scope, "整项制度只在下列情形适用", Lines(("情形", conditions.Of(clause.Scope)))) },
        .. clause.Obligations.Select(Duty),
        .. clause.Gates.Select(Gate),
        .. clause.Chain is { } chain ? [Chain(chain)] : Array.Empty<Bite>(),
        .. clause.Reactions.Select(Reaction),
        .. clause.Detections.Select(Detection),
        .. clause.TextGuards.Select(Guard),
        .. clause.Clocks.Select(Clock),
        .. clause.PeriodicDuties.Select(Periodic),
        .. clause.Outcomes.Select(pair => new Bite(BiteKind.Outcome, $"结论为“{OutcomeLabel(pair.Key)}”的，办结前须有", [.. pair.Value.RequiresBeforeClose.Select(required => (required.LabelIn(institution.Words), conditions.Of(required.Pattern)))])),
        .. Rest(clause),
    ];

    /// <summary>What the clause mainly is, for the list.</summary>
    public static BiteKind KindOf(Clause clause) => clause switch
    {
        { Obligations.Count: > 0 } => BiteKind.Duty,
        { PeriodicDuties.Count: > 0 } => BiteKind.Periodic,
        { Chain: not null } => BiteKind.Chain,
        { Gates.Count: > 0 } => BiteKind.Gate,
        { TextGuards.Count: > 0 } => BiteKind.Wording,
        { Outcomes.Count: > 0 } => BiteKind.Outcome,
        { Reactions.Count: > 0 } or { Detections.Count: > 0 } => BiteKind.Reaction,
        { Clocks.Count: > 0 } => BiteKind.Clock,
        { Sanctions.Count: > 0 } => BiteKind.Sanction,
        { Scorecard: not null } => BiteKind.Scorecard,
        { Retention: not null } => BiteKind.Retention,
        _ when clause.Scope != Expression.True => BiteKind.Scope,
        { RequiresPosts.Count: > 0 } => BiteKind.Post,
        { Forms.Count: > 0 } => BiteKind.Form,
        { Guidance.Count: > 0 } => BiteKind.Guidance,
        _ => BiteKind.None,
    };

    private Bite Duty(ObligationRule rule) => new(BiteKind.Duty, rule.Name, Lines(
        ("期限", $"{dues.Of(rule.From)} {dues.Of(rule.Due)}"), ("条件", Condition(rule.When)),
        ("由谁办", relations.Of(rule.OwedBy)), ("向谁负责", relations.Of(rule.OwedTo)), ("怎样算办妥", conditions.Of(rule.MetBy)),
        ("提醒", rule.Warn.Count == 0 ? null : string.Join("、", rule.Warn.Select(before => $"到期前 {before.ToChinese()}"))), ("逾期告知", string.Join("，再", rule.OnBreach.Select(relations.Of))),
        ("可延期", Extension(rule.Extension)), ("不必再办", rule.WaivedBy is null ? null : conditions.Of(rule.WaivedBy)), ("取代", string.Join("、", rule.Replaces))));

    private string? Extension(ExtensionRule? rule) => rule is null ? null : string.Join("；", rule.Stages.Select(stage => $"最长 {stage.AtMost.ToChinese()}{(stage.By.Count == 0 ? "" : $"，由{string.Join("或", stage.By.Select(relations.Of))}决定")}"))
        + (rule.Requires.Count == 0 ? "" : $"；须填{string.Join("、", rule.Requires.Select(field => ActionCatalogue.Get("extend").Field(field)?.Label ?? field))}")
        + (rule.ToldBy.Count == 0 ? "" : $"，以{string.Join("、", rule.ToldBy.Select(means => institution.Words.Of(Vocabulary.Means, means)))}告知");

    private Bite Gate(Gate gate) => new(BiteKind.Gate, $"拒绝：{string.Join("、", ConditionWords.Actions(gate.Refuses))}", Lines(
        ("提示语", gate.Message), ("限于", gate.Refuses.Options.All(option => option.Where == Expression.True && option.Nth is null) ? null : conditions.Of(gate.Refuses)),
        ("什么情况下", Condition(gate.When)), ("除非", gate.Unless is Literal { Value: false } ? null : conditions.Of(gate.Unless)),
        ("只在以后", gate.LaterThan is { } window ? $"{conditions.Of(window.After)}超过 {window.Period.ToChinese()}之后" : null), ("例外", gate.IsOverridable ? "有权的人写明理由可以放行" : null)));

    private Bite Chain(Chain chain) => new(BiteKind.Chain, $"{ConditionWords.Label(chain.Of)}之后须依次审批",
        [.. Lines(("什么情况下", Condition(chain.When))), .. chain.Steps.Select(step => (institution.NameOf(step), StepWords(step)))]);

    private string StepWords(ChainStep step) => string.Join("；缺位时 ", step.By.Select(relations.Of)) + (step.Quorum > 0 ? $"，至少 {step.Quorum} 票赞成" : "") + (Condition(step.When) is { } when ? $"（{when}）" : "");

    private Bite Reaction(Reaction reaction) => new(BiteKind.Reaction, $"{dues.Of(reaction.On).TrimStart('自').TrimEnd('起')}时，系统自动",
        [.. Lines(("并且", Condition(reaction.When))), .. reaction.Then.Select(Consequence)]);

    private Bite Detection(DetectionRule rule) => new(BiteKind.Reaction, "把相近的投诉认作一件，系统自动",
    [
        .. Lines(("相同的", institution.Words.Of(Vocabulary.ClusterSubjects, rule.Same)), ("范围", $"同一{relations.Unit(rule.Within)}及其下级"), ("相隔", $"{rule.Window.ToChinese()}之内"),
            ("人数", $"不同的人达到 {conditions.Of(rule.People)}"), ("再次提示", $"又增加 {rule.GrowsBy} 人")),
        .. rule.Then.Select(Consequence),
    ]);

    private (string, string) Consequence(Consequence consequence) => consequence switch
    {
        AssignConsequence assign => ("指派", relations.Of(assign.To)),
        FlagConsequence flag => ("标记", institution.Words.Flag(flag.Name)),
        NotifyConsequence notify => ("通知", $"{relations.Of(notify.To)}（{institution.Words.Of(Vocabulary.Means, notify.Means)}）：{notify.Text}"),
        _ => ("", ""),
    };

    private Bite Guard(TextGuard guard) => new(BiteKind.Wording, "不得出现的用语", Lines(
        ("用语", string.Join("、", guard.Phrases.Phrases.Take(12)) + (guard.Phrases.Phrases.Count > 12 ? $" 等 {guard.Phrases.Phrases.Count} 条" : "")),
        ("看哪里", guard.On.Count == 0 || guard.On.Contains("outgoing") ? "发给客户的一切文字" : string.Join("、", guard.On.Select(ConditionWords.Label))),
        ("什么情况下", Condition(guard.When)), ("除非", guard.Unless is Literal { Value: false } ? null : conditions.Of(guard.Unless)), ("提示语", guard.Message), ("更好的说法", guard.Suggest),
        ("例外", guard.IsOverridable ? "有权的人写明理由可以放行" : null)));

    private Bite Clock(ClockRule clock) => new(BiteKind.Clock, clock.Of.Count == 0 ? "各项时限的计时" : $"{string.Join("、", clock.Of)} 的计时", Lines(
        ("中止", Pattern(clock.PausedBy)), ("恢复", Pattern(clock.ResumedBy)), ("重新开始", Pattern(clock.RestartedBy)), ("终止", Pattern(clock.CancelledBy))));

    private Bite Periodic(PeriodicRule rule) => new(BiteKind.Periodic, rule.Name, Lines(
        ("期限", rule.Schedule.ToChinese()), ("由谁办", $"每个{relations.Unit(rule.Each)}"), ("报给", rule.To is null ? null : relations.Of(Relation.Parse(rule.To)) is { Length: > 0 } to ? to : rule.To), ("条件", Condition(rule.When))));

    private IEnumerable<Bite> Rest(Clause clause) =>
    [
        .. clause.Sanctions.Select(range => new Bite(BiteKind.Sanction, range.Offence, Lines(("幅度", Range(range)), ("方式", string.Join("、", range.Kinds.Select(kind => institution.Words.Of(Vocabulary.StaffSanctions, kind))))))),
        .. clause.Scorecard is { } card ? [new Bite(BiteKind.Scorecard, "考核指标与权重", [.. card.Indicators.Select(each => (each.Name, Number(each.AtLeast) == Number(each.AtMost) ? $"{Number(each.AtMost)}%" : $"{Number(each.AtLeast)}%–{Number(each.AtMost)}%"))])] : Array.Empty<Bite>(),
        .. clause.Retention is { } kept ? [new Bite(BiteKind.Retention, "档案保管", Lines(("期限", $"自{conditions.Of(kept.From)}起 {kept.Keep.ToChinese()}")))] : Array.Empty<Bite>(),
        .. clause.Watch is { } watch ? [new Bite(BiteKind.Reaction, "重点关注期", Lines(("期间", $"到期日前 {watch.Before.ToChinese()}至到期日后 {watch.After.ToChinese()}")))] : Array.Empty<Bite>(),
        .. clause.RequiresPosts.Count == 0 ? [] : new[] { new Bite(BiteKind.Post, "须配备的岗位", [.. clause.RequiresPosts.Select(need => (relations.Unit(need.UnitKind), relations.Post(need.Post)))]) },
        .. clause.Forms.Count == 0 ? [] : new[] { new Bite(BiteKind.Form, "须使用的单证", [.. clause.Forms.Select(form => ("", institution.Words.Form(form)))]) },
        .. clause.Guidance.GroupBy(Place).Select(same => new Bite(BiteKind.Guidance, "给办理人的指引", [.. Lines(("何时显示", same.Key)), .. same.SelectMany(item => item.Says).Select(line => ("", line))])),
        .. clause.NotEnforced is { } reason ? [new Bite(BiteKind.None, "系统不执行这一条", Lines(("理由", reason)))] : Array.Empty<Bite>(),
    ];

    // 始终 · 阶段为已登记、已受理，或办理登记投诉时；且人数高于 1
    private string? Place(Guidance item)
    {
        var places = new[]
        {
            item.Stages.Count > 0 ? $"阶段为{string.Join("、", item.Stages.Select(stage => stage.Label()))}" : "", item.Actions.Count > 0 ? $"办理{string.Join("、", item.Actions.Select(ConditionWords.Label))}时" : "",
        };
        var place = item.IsAlways ? "始终" : string.Join("，或", places.Where(part => part.Length > 0));
        return string.Join("；且", new[] { place, Condition(item.When) ?? "" }.Where(part => part.Length > 0)) is { Length: > 0 } all ? all : null;
    }

    private string OutcomeLabel(string outcome) => institution.Words.Of(institution.Outcomes, outcome);

    private static string Range(SanctionRange range) => (range.AtLeast, range.AtMost) switch
    {
        ({ } least, { } most) => $"{Number(least)}–{Number(most)} 元",
        ({ } least, null) => $"{Number(least)} 元以上",
        (null, { } most) => $"{Number(most)} 元以下",
        _ => "",
    };

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private string? Condition(Expression when) => when == Expression.True ? null : conditions.Of(when);

    private string? Pattern(Pattern? pattern) => pattern is null ? null : conditions.Of(pattern);

    private static IReadOnlyList<(string, string)> Lines(params (string Label, string? Words)[] lines) => [.. lines.Where(line => !string.IsNullOrEmpty(line.Words)).Select(line => (line.Label, line.Words!))];
}
