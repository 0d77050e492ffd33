using Shouwen.App.Features.Improvement;
using Shouwen.App.Features.Incidents;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using V = Shouwen.Domain.Actions.Vocabulary;

namespace Shouwen.App.Features.Complaints;

/// <summary>One entry as a sentence: who did what.</summary>
public sealed record HistorySentence(Voice Voice, string? Who, string What);

/// <summary>Turns every entry of a complaint or another matter into a Chinese sentence. The only place that does.</summary>
public static class History
{
    private static readonly Dictionary<string, Func<Told, string>> Sentences = new()
    {
        ["register"] = t => $"{(t.E.Data.Has("forwarded-by") ? "转来投诉" : $"经{t.Word("channel", V.Channels)}投诉")}：{t.Quote("summary")}{t.If("demands", demands => $"诉求：{demands}")}",
        ["accept"] = t => "受理了投诉。",
        ["decline"] = t => $"决定不予受理，理由：{t.Text("reason")}{t.Notice()}",
        ["request-material"] = t => $"{t.Word("means", V.Means)}请客户补充材料：{t.List("items")}。",
        ["acknowledge"] = t => $"{t.Word("means", V.Means)}告知客户{t.Words("told", V.Told)}。",
        ["classify"] = t => $"定级：{CaseFacts.Category(t.S with { Complaint = t.S.Complaint with { Data = t.E.Data } })}，{t.Word("severity", V.Severities)}{t.Add("complexity", V.Complexities)}{t.Add("timeliness", V.Timeliness)}。{t.If("cause", cause => $"原因：{cause}")}",
        ["assign"] = t => $"指派给{t.Party("to")}，责任人{t.S.Person(t.E.Data.Text("responsible-person"))}。",
        ["hand-over"] = t => $"转办给{t.Party("to")}，等待接收。{t.If("note", note => $"交接说明：{note}")}",
        ["receive-hand-over"] = t => $"接收转办，成为责任人（{t.S.Unit(t.E.Data.Text("responsible-unit"))}）。",
        ["return"] = t => $"退回给{t.S.Person(t.E.Data.Text("responsible-person"))}，理由：{t.Text("reason")}",
        ["recuse"] = t => $"登记{t.Person("person")}回避，理由：{t.Text("reason")}",
        ["ask-co-handler"] = t => $"请{t.S.Unit(t.E.Data.Text("unit"))}协办：{t.Text("question")}{t.By("due", "请于", "前反馈。")}",
        ["answer-co-handling"] = t => $"代{t.S.Unit(t.E.Data.Text("unit"))}反馈协办意见：{t.Text("answer")}",
        ["record-contact"] = t => $"{t.Word("means", V.Means)}联系客户，{(t.E.Data.Flag("reached") ? "已联系上" : "未联系上")}：{t.Text("note")}{t.If("reason-for-dissatisfaction", reason => $"不满意原因：{reason}")}",
        ["record-finding"] = t => $"调查（{t.Word("method", V.Methods)}）：{t.Text("text")}{t.If("evidence", _ => $"证据：{t.List("evidence")}。")}",
        ["record-facts"] = t => $"补记事实：{FactWords.Value(t.E.Data.Group("facts") ?? Fields.Empty, t.S.Institution.Words)}。",
        ["urge"] = t => $"催办。{t.If("text", text => text)}",
        ["conclude-investigation"] = t => $"作出调查结论“{t.Outcome()}”：{t.Text("text")}原因：{t.Text("cause")}",
        ["propose"] = t => $"拟订处理意见：{t.Text("text")}{t.Money("compensation.amount", "拟赔付")}{t.If("commitments", _ => $"承诺：{t.List("commitments")}。")}",
        ["review-compliance"] = t => $"合规审查意见：{t.Word("opinion", V.Opinions)}。{t.If("text", text => text)}",
        ["approve"] = t => $"审批同意{t.If("level", level => $"（{level}）", stop: false)}。{t.If("opinion", opinion => opinion.Trim(' ', '。') == "同意" ? "" : opinion)}{t.Votes()}",
        ["reject"] = t => $"驳回处理意见，理由：{t.Text("reason")}",
        ["extend"] = t => $"延期至 {t.Day("to")}{t.If("clause", clause => $"（依 {clause}）", stop: false)}。理由：{t.Text("reason")}{t.Notice()}",
        ["pause"] = t => $"中止计时：{t.Text("reason")}{t.Notice()}",
        ["resume"] = t => $"恢复计时。{t.If("reason", reason => reason)}{t.Notice()}",
        ["answer"] = t => $"{t.Word("means", V.Means)}答复客户{(t.E.Data.Flag("in-writing") ? "（书面）" : "")}：{t.Text("text")}{(t.E.Data.Flag("remedies-named") ? "已告知救济途径。" : "")}",
        ["settle"] = t => $"与客户签订和解协议：{t.Text("text")}签署人：{t.List("signed-by")}。",
        ["compensate"] = t => $"向客户{(t.E.Data.Text("kind") == "gift" ? "赠送礼品" : "赔付")}{t.Money("amount", "")}{(t.E.Data.Flag("from-fund") ? "由专项基金支付。" : "")}",
        ["call-back"] = t => $"回访{t.Word("of", V.CallBackOf)}，{(t.E.Data.Flag("satisfied") ? "满意" : "不满意")}{t.Seen()}。{t.If("note", note => note)}",
        ["customer-response"] = t => $"{(t.E.Data.Flag("accepts") ? "接受处理结果" : "不接受处理结果")}。{t.If("reason", reason => $"理由：{reason}")}",
        ["add-material"] = t => $"补充材料{(t.E.Data.Flag("new-facts") ? "（含新事实）" : "")}：{t.Text("text")}",
        ["reopen"] = t => $"重新办理，理由：{t.Text("reason")}",
        ["request-review"] = t => $"{(t.E.Data.Flag("in-writing") ? "书面" : "")}申请核查，理由：{t.Text("reason")}",
        ["decide-review"] = t => $"核查决定：{t.Word("decision", V.ReviewDecisions)}原处理。{t.Text("text")}",
        ["open-external"] = t => $"转入外部争议解决（{t.Word("route", V.Routes)}）：{t.Text("body")}",
        ["close-external"] = t => $"外部争议解决结束：{t.Text("result")}",
        ["report"] = t => $"{t.Word("means", V.Means)}向{t.Word("to", V.Recipients)}报告。{t.If("text", text => text)}{t.If("received-by", who => $"对方接收人：{who}")}",
        ["plan-rectification"] = t => $"制定整改计划：{t.Text("text")}责任人{t.Party("owner")}{t.By("due", "，限", "前完成。")}",
        ["complete-rectification"] = t => $"整改完成：{t.Text("evidence")}",
        ["verify-rectification"] = t => $"验证整改：{(t.E.Data.Flag("effective") ? "有效" : "无效")}。",
        ["find-liability"] = t => $"认定{t.Person("person")}的责任，依 {t.E.Data.Text("clause")} 给予{SanctionWords.Label(t.S.Surroundings.Policies, t.S.Institution.Words, t.E.Data.Text("sanction"))}。{t.Money("amount", "金额")}",
        ["appeal"] = t => $"提出申诉（{t.Word("stage", V.AppealStages)}）。",
        ["decide-appeal"] = t => $"作出申诉决定：{t.Text("decision")}",
        ["record-praise"] = t => $"记录客户对{t.Person("person")}的表扬：{t.Text("text")}",
        ["record-measure"] = t => $"落实措施（{t.Word("kind", V.Measures)}）：{t.Text("text")}",
        ["correct"] = t => $"更正：{t.Corrections()}。理由：{t.Text("reason")}",
        ["note"] = t => $"内部备注：{t.Text("text")}",
        ["attach"] = t => $"添加附件：{Masks.Text(t.E.Data.Text("file"))}。{t.If("description", text => text)}",
        ["link"] = t => $"{(t.E.Data.Flag("same-facts") ? "并入同一事实的投诉" : "关联投诉")} {t.S.Other(t.E.Data.Text("to"))}。",
        ["unlink"] = t => $"取消与 {t.S.Other(t.E.Data.Text("to"))} 的并案，理由：{t.Text("reason")}",
        ["summarise"] = t => $"总结原因：{t.Text("cause")}改进措施：{t.Text("improvement")}",
        ["void"] = t => $"作废，理由：{t.Text("reason")}",
        ["withdraw"] = t => $"撤回投诉。{t.If("reason", reason => $"理由：{reason}")}",
        ["close"] = t => "办结。",
        ["archive"] = t => "归档。",
        ["hold"] = t => $"设为法律保全，理由：{t.Text("reason")}",
        ["release"] = t => $"解除保全，理由：{t.Text("reason")}",
        ["destroy"] = t => $"销毁，批准文号 {t.E.Data.Text("approval")}。",
        ["activate-plan"] = t => $"启动应急预案{t.If("plan", plan => $"“{plan}”", stop: false)}。{t.If("reason", reason => $"理由：{reason}")}",
        ["record-step"] = t => $"处置步骤：{StepWords.Of(t.S.Surroundings.Policies, t.E.Data.Text("step"))}。{t.If("note", text => text)}",
        ["stand-down"] = t => $"解除应急状态。{t.Text("summary")}",
        ["open-incident"] = t => $"报告群体事件：{t.E.Data.Text("place")}，{t.Number("people")} 人{(t.E.Data.Flag("onlookers") ? "，有人围观聚集" : "")}{t.If("level", _ => $"，级别{t.Level()}", stop: false)}。{(t.E.Data.Texts("complaints").Any() ? $"相关投诉 {string.Join("、", t.E.Data.Texts("complaints").Select(t.S.Other))}。" : "")}",
        ["open-campaign"] = t => $"开始“{t.E.Data.Text("product")}”的到期工作：{t.Day("matures-on")} 到期，预期收益率 {t.Number("expected-yield")}，实际 {t.Number("actual-yield")}{t.If("customers", _ => $"，涉及客户 {t.Number("customers")} 户", stop: false)}。",
        ["note-product"] = t => $"产品情况（{t.Word("topic", V.ProductTopics)}）：{t.Text("text")}",
        ["design-plan"] = t => $"拟订{t.Word("plan", V.Plans)}：{t.Text("text")}",
        ["urge-unit"] = t => $"催办{t.Unit("unit")}：{t.E.Data.Text("step")}。",
        ["approve-plan"] = t => $"批准{t.Word("plan", V.Plans)}。",
        ["publish-script"] = t => $"发布话术第 {t.E.Data.Text("version")} 版：{t.Text("text")}",
        ["confirm-script"] = t => $"确认{t.Unit("unit")}已收到话术。",
        ["hold-training"] = t => $"组织培训：对象{t.E.Data.Text("audience")}，形式{t.E.Data.Text("kind")}。",
        ["confirm-training"] = t => $"确认{t.Unit("unit")}已完成培训。",
        ["issue-customers"] = t => $"向{t.Unit("unit")}下发客户 {t.Number("count")} 户。{t.If("digest", digest => $"名单校验值 {digest}。", stop: false)}",
        ["assign-customers"] = t => $"把 {t.E.Data.List("customers").Count} 户客户分给{t.Person("person")}联系。",
        ["record-customer-contact"] = t => $"联系到期客户 {Masks.Name(t.E.Data.Text("customer"))}，{(t.E.Data.Flag("reached") ? "已联系上" : "未联系上")}{t.Wishes()}。{t.If("complaint", number => $"登记为投诉 {t.S.Other(number)}。", stop: false)}",
        ["post-materials"] = t => $"{t.Unit("unit")}已张贴公告。",
        ["check-materials"] = t => $"检查{t.Unit("unit")}的公告：{(t.E.Data.Flag("up") ? "已张贴" : "未张贴")}。",
        ["draft-document"] = t => $"起草文件“{t.E.Data.Text("title")}”：{t.Text("text")}",
        ["check-document"] = t => $"核稿意见：{t.Text("opinion")}",
        ["approve-document"] = t => "批准文件。",
        ["issue-document"] = t => $"发出文件，收件人 {t.E.Data.List("to").Count} 位。",
        ["set-budget"] = t => $"设定 {t.Number("year")} 年度预算 {t.Yuan("amount")} 元。",
        ["commit-fund"] = t => t.E.Data.Number("amount") is > 0 ? $"投诉 {t.S.Other(t.E.Data.Text("complaint"))} 的处理意见占用 {t.Yuan("amount")} 元。" : $"投诉 {t.S.Other(t.E.Data.Text("complaint"))} 不再占用基金。",
        ["draw-fund"] = t => $"投诉 {t.S.Other(t.E.Data.Text("complaint"))} 赔付支出 {t.Yuan("amount")} 元。",
        ["record-directive"] = t => $"来文（{t.E.Data.Text("reference")}）：{t.Text("text")}{t.By("due", "限", "前落实。")}",
        ["complete-directive"] = t => $"落实监管意见：{t.Text("text")}",
        ["plan-drill"] = t => $"安排{t.Unit("unit")}于 {t.Day("on")} 演练：{t.E.Data.Text("scenario")}。",
        ["start-drill"] = t => "开始演练。",
        ["end-drill"] = t => $"{t.Person("by")}结束演练。{t.Score()}",
        ["record-drill"] = t => $"演练完成，教训：{t.Text("lessons")}",
        ["record-training"] = t => $"登记{t.Person("person")}完成培训“{t.E.Data.Text("course")}”。",
        ["submit"] = t => $"报送 {t.E.Data.Text("clause")} {t.Unit("unit")} {t.E.Data.Text("period")}。{t.If("text", text => text)}",
        ["add-complaints"] = t => $"列入投诉 {string.Join("、", t.E.Data.Texts("complaints").Select(t.S.Other))}。",
        ["remove-complaint"] = t => $"移出投诉 {t.S.Other(t.E.Data.Text("of"))}，理由：{t.Text("reason")}",
        ["update-people"] = t => $"更新人数：投诉人 {t.E.Data.Number("people"):0} 名{(t.E.Data.Number("bystanders") is { } bystanders ? $"，围观 {bystanders:0} 人" : "")}。",
        ["receive-complainant"] = t => $"由{t.Person("person")}在{t.Text("place").TrimEnd('。')}接待 {t.S.Other(t.E.Data.Text("of"))} 的投诉人。",
        ["decline-plan"] = t => $"决定不启动预案，理由：{t.Text("reason")}",
        ["review-incident"] = t => $"事后评估（{t.List("members")}）：{t.Text("decisions")}",
        ["grade-incident"] = t => $"定为{t.Level()}级，理由：{t.Text("reason")}",
        ["record-media"] = t => $"记录媒体{(t.E.Data.Flag("published") ? "报道" : "问询")}（{t.E.Data.Text("outlet")}{t.If("reporter", reporter => $"，{reporter}", stop: false)}）：{t.Text("text")}",
        ["verify-media"] = t => $"核实{t.E.Data.Text("outlet")}的问询或报道：{(t.E.Data.Flag("accurate") ? "属实" : "失实")}。{t.Text("text")}{t.If("evidence", _ => $"证据：{t.List("evidence")}。")}",
        ["draft-clarification"] = t => $"拟订媒体说明：{t.Text("text")}",
        ["approve-clarification"] = t => $"批准媒体说明。{t.If("opinion", opinion => opinion)}",
        ["return-clarification"] = t => $"退回媒体说明，理由：{t.Text("reason")}",
        ["issue-clarification"] = t => $"{t.Word("means", V.Means)}向{t.E.Data.Text("outlet")}发出媒体说明。{t.If("received-by", who => $"对方接收人：{who}")}",
        ["leave-incident"] = t => $"移出群体事件 {t.S.Other(t.E.Data.Text("incident"))}。",
        ["gather"] = t => $"列入群体事件 {t.S.Other(t.E.Data.Text("incident"))}。",
        ["notify"] = t => $"通知{t.S.Person(t.E.Data.Text("to"))}{t.If("means", _ => $"（{t.Word("means", V.Means)}）", stop: false)}：{t.Text("text")}",
        ["detect"] = t => $"发现{t.Unit("unit")}范围内{t.Word("same", V.ClusterSubjects)}相同的投诉连同本件共 {t.E.Data.Texts("complaints").Count() + 1} 件、{t.Number("people")} 人，疑似群体事件。",
        ["dismiss-cluster"] = t => $"不作群体事件处理：{t.Text("reason")}",
        ["flag"] = t => $"标记为“{t.S.Institution.Words.Flag(t.E.Data.Text("name")!)}”。",
        ["join"] = t => $"投诉 {t.S.Other(t.E.Data.Text("from"))} {(t.E.Data.Flag("same-facts") ? "并入本案" : "与本案关联")}。",
        ["part"] = t => $"投诉 {t.S.Other(t.E.Data.Text("from"))} 移出本案。",
        ["load-files"] = t => $"读入配置文件：{string.Join("、", t.E.Data.Groups("files").Select(file => file.Text("file")))}。",
        ["open-unit"] = t => $"新设{t.Word("kind", V.UnitKinds)}“{t.E.Data.Text("name")}”，隶属{t.Unit("parent")}{t.Since()}。理由：{t.Text("reason")}",
        ["change-unit"] = t => $"变更{t.Unit("unit")}：{t.Changes()}{t.Since()}。理由：{t.Text("reason")}",
        ["close-unit"] = t => $"{t.If("into", _ => $"把{t.Unit("unit")}并入{t.Unit("into")}", stop: false)}{(t.E.Data.Has("into") ? "" : $"撤销{t.Unit("unit")}")}{t.Since()}。理由：{t.Text("reason")}",
        ["name-person"] = t => $"指定{t.Person("person")}为{t.Unit("unit")}的{t.Duty()}{t.Since()}。理由：{t.Text("reason")}",
        ["add-person"] = t => $"新增{t.E.Data.Text("name")}，任{t.Unit("unit")}{t.Post()}{t.Since()}。理由：{t.Text("reason")}",
        ["change-person"] = t => $"变更{t.Person("person")}的资料：{t.Changes()}{t.Since()}。理由：{t.Text("reason")}",
        ["grant-post"] = t => $"{t.Person("person")}任{t.Unit("unit")}{t.Post()}{t.Since()}{t.By("until", "，至", "止")}。理由：{t.Text("reason")}",
        ["end-post"] = t => $"免去{t.Person("person")}的{t.Unit("unit")}{t.Post()}{t.Since()}。理由：{t.Text("reason")}",
        ["appoint-delegate"] = t => $"{t.Person("by")}代理{t.Person("person")}{t.Since()}{t.By("until", "，至", "止")}。理由：{t.Text("reason")}",
        ["end-delegate"] = t => $"结束{t.Person("by")}对{t.Person("person")}的代理{t.Since()}。理由：{t.Text("reason")}",
        ["invite-person"] = t => $"给{t.Person("person")}开通或重置登录{(t.E.Data.Flag("forget-factors") ? "，第二步验证也清除" : "")}。理由：{t.Text("reason")}",
        ["resend-message"] = t => $"重发消息 {t.Text("message")}。理由：{t.Text("reason")}",
        ["issue-key"] = t => $"在服务器上发放接口密钥“{t.Text("name")}”，身份 {t.Text("acts-as")}{t.By("until", "，有效至", "")}。理由：{t.Text("reason")}",
        ["revoke-key"] = t => $"在服务器上作废接口密钥“{t.Text("name")}”。理由：{t.Text("reason")}",
        ["suspend-account"] = t => $"停用{t.Person("person")}的登录。理由：{t.Text("reason")}",
        ["resume-account"] = t => $"恢复{t.Person("person")}的登录。理由：{t.Text("reason")}",
        ["import-organisation"] = t => $"导入{t.E.Data.List("units").Count} 个单位、{t.E.Data.List("persons").Count} 条人员岗位{t.Since()}。理由：{t.Text("reason")}",
        ["rebind"] = t => $"改用新版制度。{t.If("reason", reason => $"理由：{reason}")}",
    };

    public static bool Knows(string action) => Sentences.ContainsKey(action);

    public static HistorySentence Of(Entry entry, CaseSight sight)
    {
        var voice = VoiceOf(entry);
        var what = Sentences.TryGetValue(entry.Action, out var tell) ? tell(new Told(entry, sight)) : $"{ActionCatalogue.Find(entry.Action)?.Label ?? entry.Action}。";
        return new(voice, Who(entry, voice, sight), what);
    }

    private static Voice VoiceOf(Entry entry) => entry switch
    {
        { Actor.IsSystem: true } when entry.Action != "register" => Voice.System,
        { Action: "register" } => entry.Data.Has("forwarded-by") || entry.Data.Text("channel") is "regulator" or "association" or "media" ? Voice.Outside : Voice.Customer,
        { Action: "open-external" or "close-external" or "record-directive" } => Voice.Outside,
        _ => ActionCatalogue.Find(entry.Action)?.IsByCustomer == true ? Voice.Customer : Voice.Ours,
    };

    private static string? Who(Entry entry, Voice voice, CaseSight sight) => voice switch
    {
        Voice.Customer => sight.Complainant,
        Voice.Outside => entry.Data.Text("forwarded-by.body") ?? entry.Data.Text("body") ?? "外部单位",
        Voice.System => null,
        _ => sight.Person(entry.Actor.Person),
    };
}
