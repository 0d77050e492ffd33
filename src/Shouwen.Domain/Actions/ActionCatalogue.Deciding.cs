using static Shouwen.Domain.Actions.FieldKind;

namespace Shouwen.Domain.Actions;

// From the proposal to the end, and what follows it.
public static partial class ActionCatalogue
{
    private static ActionType[] Deciding() =>
    [
        new("propose", "拟订处理意见", "Proposed",
        [
            LongText("text", "处理意见").Required.Outgoing, Group("compensation", "赔付", new FieldType("amount", "金额", Money).Required, Flag("from-fund", "由专项基金支付")), Texts("commitments", "承诺事项").Outgoing,
            LongText("rectification", "整改要求"), Groups("liability", "责任认定", new FieldType("person", "责任人", Person).Required, new FieldType("clause", "依据条款", Clause).Required),
            new("shares", "责任比例", Facts), new("cost-budget", "费用预算", Money),
        ]) { Precondition = Precondition.Accepted },
        new("review-compliance", "合规审查", "ComplianceReviewed", [Choice("opinion", "审查意见", Vocabulary.Opinions).Required, LongText("text", "说明")]),
        new("approve", "审批同意", "Approved",
        [
            Text("level", "审批层级"), LongText("opinion", "审批意见"),
            Group("resolution", "会议决议", Texts("members", "参会人员").Required.Sealed, new FieldType("votes-for", "赞成票", Count).Required, new FieldType("votes-against", "反对票", Count).Required),
        ]) { Entitlement = Entitlement.Approver },
        new("reject", "驳回", "Rejected", [LongText("reason", "理由").Required]) { Entitlement = Entitlement.Approver },
        new("extend", "延期", "Extended", [new FieldType("to", "延至", Date).Required, LongText("reason", "延期理由").Required.Outgoing, Told(), new FieldType("clause", "所依条款", Clause)]),
        new("pause", "中止计时", "Paused", [Text("reason", "事由").Required.Sealed, Told()]),
        new("resume", "恢复计时", "Resumed", [Text("reason", "事由").Sealed, Told()]),
        new("answer", "答复", "Answered",
        [
            Choice("means", "答复方式", Vocabulary.Means).Required, LongText("text", "答复内容").Required.Outgoing, Flag("in-writing", "书面答复"), LongText("reasons", "理由").Outgoing, LongText("basis", "依据").Outgoing,
            Flag("remedies-named", "已告知救济途径"),
        ]) { Precondition = Precondition.Accepted },
        new("settle", "和解协议", "Settled", [LongText("text", "协议内容").Required.Outgoing, Texts("signed-by", "签署人").Required.Telling(DataClass.Name)]),
        new("compensate", "赔付", "Compensated", [new FieldType("amount", "金额", Money).Required, Flag("from-fund", "由专项基金支付"), Choice("kind", "形式", Vocabulary.CompensationKinds)]),
    ];

    private static ActionType[] Following() =>
    [
        new("call-back", "回访", "CalledBack",
        [
            Choice("of", "回访对象", Vocabulary.CallBackOf).Required, Flag("satisfied", "是否满意").Required, Flag("rectification-seen", "整改已落实"), Flag("our-handling-improper", "我方处理不当"), LongText("note", "回访情况"),
        ]) { AllowedAfterEnd = true },
        new("customer-response", "客户意见", "CustomerResponded", [Flag("accepts", "是否接受").Required, LongText("reason", "理由")]) { AllowedAfterEnd = true, IsByCustomer = true, Entitlement = Entitlement.Anyone },
        new("add-material", "客户补充材料", "MaterialAdded", [LongText("text", "材料内容").Required, Flag("new-facts", "含新事实新理由")]) { AllowedAfterEnd = true, IsByCustomer = true, Entitlement = Entitlement.Anyone },
        new("reopen", "重新办理", "Reopened", [LongText("reason", "理由").Required]) { AllowedAfterEnd = true },
        new("request-review", "申请核查", "ReviewRequested", [LongText("reason", "理由").Required, Flag("in-writing", "书面申请")]) { AllowedAfterEnd = true, IsByCustomer = true, Entitlement = Entitlement.Anyone },
        new("decide-review", "核查决定", "ReviewDecided", [Choice("decision", "核查决定", Vocabulary.ReviewDecisions).Required, LongText("text", "决定内容").Required.Outgoing]) { AllowedAfterEnd = true },
        new("open-external", "外部争议解决", "ExternalDisputeOpened", [Choice("route", "途径", Vocabulary.Routes).Required, Text("body", "受理机构").Required]) { AllowedAfterEnd = true },
        new("close-external", "外部争议结束", "ExternalDisputeClosed", [LongText("result", "结果").Required]) { AllowedAfterEnd = true },
        new("report", "报告", "Reported", [Choice("to", "报告对象", Vocabulary.Recipients).Required, LongText("text", "报告内容"), Choice("means", "报告方式", Vocabulary.Means), Text("received-by", "对方接收人").Sealed]) { AllowedAfterEnd = true, AlsoFor = [AggregateKind.Incident, AggregateKind.Campaign] },
        new("plan-rectification", "整改计划", "RectificationPlanned", [LongText("text", "整改内容").Required, new FieldType("owner", "责任人（单位）", PersonOrUnit).Required, new FieldType("due", "完成期限", Deadline).Required])
            { AllowedAfterEnd = true },
        new("complete-rectification", "整改完成", "RectificationCompleted", [LongText("evidence", "完成证据").Required]) { AllowedAfterEnd = true },
        new("verify-rectification", "整改验证", "RectificationVerified", [Flag("effective", "整改有效").Required]) { AllowedAfterEnd = true },
        new("find-liability", "问责", "LiabilityFound", [new FieldType("person", "责任人", Person).Required, new FieldType("clause", "依据条款", Clause).Required, Text("sanction", "处分（处罚）").Required, new FieldType("amount", "金额", Money)])
            { AllowedAfterEnd = true },
        new("appeal", "申诉", "Appealed", [Choice("stage", "申诉阶段", Vocabulary.AppealStages).Required]) { AllowedAfterEnd = true, Entitlement = Entitlement.Liable },
        new("decide-appeal", "申诉决定", "AppealDecided", [LongText("decision", "申诉决定").Required]) { AllowedAfterEnd = true },
        new("record-praise", "客户表扬", "PraiseRecorded", [new FieldType("person", "受表扬人", Person).Required, LongText("text", "表扬内容").Required]) { AllowedAfterEnd = true },
        new("record-measure", "落实措施", "MeasureRecorded", [Choice("kind", "措施", Vocabulary.Measures).Required, new FieldType("person", "相关人员", Person), LongText("text", "落实情况").Required]) { AlsoFor = [AggregateKind.Incident] },
    ];

    private static ActionType[] Keeping() =>
    [
        new("correct", "更正", "Corrected", [new FieldType("fields", "更正内容", Facts).Required.Sealed, LongText("reason", "理由").Required]) { AllowedAfterEnd = true },
        new("note", "内部备注", "Noted", [LongText("text", "备注").Required]) { AllowedAfterEnd = true, AlsoFor = AggregateKinds.Matters },
        new("attach", "附件", "Attached", [new FieldType("file", "文件", FieldKind.File).Required.Sealed, LongText("description", "说明")]) { AllowedAfterEnd = true },
        new("link", "并案 / 关联", "Linked", [new FieldType("to", "关联投诉", Complaint).Required, Flag("same-facts", "同一事实").Required]) { AllowedAfterEnd = true },
        new("unlink", "取消并案", "Unlinked", [new FieldType("to", "关联投诉", Complaint).Required, LongText("reason", "理由").Required]) { AllowedAfterEnd = true },
        new("summarise", "总结", "Summarised", [LongText("cause", "原因").Required, LongText("improvement", "改进措施").Required]) { AllowedAfterEnd = true, AlsoFor = [AggregateKind.Incident] },
        new("void", "作废", "Voided", [LongText("reason", "理由").Required]),
        new("withdraw", "撤回", "Withdrawn", [LongText("reason", "理由")]) { IsByCustomer = true, Entitlement = Entitlement.Anyone },
        new("close", "办结", "Closed", []) { Precondition = Precondition.Accepted },
        new("archive", "归档", "Archived", []) { AllowedAfterEnd = true },
        new("hold", "保全", "Held", [LongText("reason", "理由").Required]) { AllowedAfterEnd = true },
        new("release", "解除保全", "Released", [LongText("reason", "理由").Required]) { AllowedAfterEnd = true },
        new("destroy", "销毁", "Destroyed", [Text("approval", "批准文号").Required]) { AllowedAfterEnd = true },
        new("dismiss-cluster", "不作群体事件", "ClusterDismissed", [LongText("reason", "理由").Required]) { AllowedAfterEnd = true },
    ];

    private static ActionType[] BySystem() =>
    [
        new("notify", "系统通知", "Notified", [new FieldType("to", "通知对象", Person), Text("relation", "身份"), Choice("means", "方式", Vocabulary.Means), LongText("text", "内容")]) { IsSystemOnly = true, AllowedAfterEnd = true },
        new("flag", "系统标记", "Flagged", [Text("name", "标记").Required]) { IsSystemOnly = true, AllowedAfterEnd = true },
        new("join", "并入", "Joined", [new FieldType("from", "并入的投诉", Complaint).Required, Flag("same-facts", "同一事实"), new FieldType("people", "人数", Count)]) { IsSystemOnly = true, AllowedAfterEnd = true },
        new("part", "移出", "Parted", [new FieldType("from", "移出的投诉", Complaint).Required]) { IsSystemOnly = true, AllowedAfterEnd = true },
        new("gather", "列入群体事件", "Gathered", [Text("incident", "群体事件").Required]) { IsSystemOnly = true, AllowedAfterEnd = true },
        new("leave-incident", "移出群体事件", "IncidentLeft", [Text("incident", "群体事件").Required]) { IsSystemOnly = true, AllowedAfterEnd = true },
        new("detect", "发现聚集", "ClusterDetected",
            [Choice("same", "相同的", Vocabulary.ClusterSubjects).Required, new FieldType("unit", "范围", Unit).Required, new FieldType("people", "人数", Count).Required, new FieldType("complaints", "其他投诉", FieldKind.Complaints).Required]) { IsSystemOnly = true, AllowedAfterEnd = true },
        new("rebind", "改用制度", "Rebound", [Texts("policies", "制度"), LongText("reason", "理由")]) { IsSystemOnly = true, AllowedAfterEnd = true },
    ];
}
