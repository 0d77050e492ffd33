using static Shouwen.Domain.Actions.FieldKind;

namespace Shouwen.Domain.Actions;

// Incidents, campaigns and the other aggregates, of the same shape.
public static partial class ActionCatalogue
{
    private static ActionType[] OtherAggregates() =>
    [
        .. For(AggregateKind.Incident,
            new("open-incident", "群体事件", "IncidentOpened", [new("complaints", "相关投诉（可以以后再列入）", FieldKind.Complaints), new FieldType("people", "人数", Count).Required, Text("place", "地点").Required, Flag("onlookers", "有人围观聚集"), new("level", "级别", IncidentLevel)]) { Opens = true },
            new("grade-incident", "定级", "IncidentGraded", [new FieldType("level", "级别", IncidentLevel).Required, LongText("reason", "理由").Required]),
            new("add-complaints", "列入投诉", "ComplaintsAdded", [new FieldType("complaints", "投诉", FieldKind.Complaints).Required]),
            new("remove-complaint", "移出投诉", "ComplaintRemoved", [new FieldType("of", "投诉", FieldKind.Complaint).Required, LongText("reason", "理由").Required]),
            new("update-people", "更新人数", "PeopleUpdated", [new FieldType("people", "投诉人数", Count).Required, new("bystanders", "围观人数", Count), Flag("onlookers", "有人围观聚集")]),
            new("receive-complainant", "安排接待", "ComplainantReceived",
                [new FieldType("of", "投诉", FieldKind.Complaint).Required, new FieldType("person", "接待人员", Person).Required, Text("place", "接待地点").Required]),
            new("decline-plan", "不启动预案", "PlanDeclined", [LongText("reason", "理由").Required]),
            new("activate-plan", "启动预案", "PlanActivated", [Text("plan", "预案"), LongText("reason", "理由")]) { AlsoFor = [AggregateKind.Complaint] },
            new("record-step", "处置步骤", "StepRecorded", [Text("step", "步骤").Required, LongText("note", "说明")]) { AlsoFor = [AggregateKind.Complaint] },
            new("stand-down", "解除", "StoodDown", [LongText("summary", "总结").Required]) { AlsoFor = [AggregateKind.Complaint], Completes = true },
            new("review-incident", "事后评估", "IncidentReviewed", [Texts("members", "参加人员").Required, LongText("decisions", "评估决定").Required])),
        .. For(AggregateKind.Incident, [.. Media().Select(action => action with { AlsoFor = [AggregateKind.Complaint] })]),
        .. For(AggregateKind.Campaign,
            new("open-campaign", "到期产品工作", "CampaignOpened",
            [
                Text("product", "产品").Required, new FieldType("matures-on", "到期日", Date).Required, new FieldType("expected-yield", "预期收益率", Number).Required, new FieldType("actual-yield", "实际收益率", Number).Required,
                new("customers", "客户数", Count),
            ]) { Opens = true },
            new("note-product", "记录产品情况", "ProductNoted", [Choice("topic", "方面", Vocabulary.ProductTopics).Required, LongText("text", "情况").Required]),
            new("design-plan", "拟订方案", "PlanDesigned", [Choice("plan", "方案", Vocabulary.Plans).Required, LongText("text", "方案内容").Required]),
            new("approve-plan", "批准方案", "PlanApproved", [Choice("plan", "方案", Vocabulary.Plans).Required]),
            new("publish-script", "发布话术", "ScriptPublished", [Text("version", "版本").Required, LongText("text", "话术").Required.Outgoing]),
            new("confirm-script", "确认话术", "ScriptConfirmed", [new FieldType("unit", "单位", Unit).Required]),
            new("hold-training", "组织培训", "TrainingHeld", [Text("audience", "对象").Required, Text("kind", "形式").Required]),
            new("confirm-training", "确认培训", "TrainingConfirmed", [new FieldType("unit", "单位", Unit).Required]),
            new("issue-customers", "下发客户", "CustomersIssued", [new FieldType("unit", "单位", Unit).Required, new FieldType("count", "客户数", Count).Required, Text("list", "名单"), Text("digest", "名单校验值")]),
            new("assign-customers", "分配客户", "CustomersAssigned", [new FieldType("person", "负责人员", Person).Required, Texts("customers", "客户").Required.Telling(DataClass.Name)]),
            new("record-customer-contact", "客户联系", "CampaignCustomerContacted",
                [Text("customer", "客户").Required.Telling(DataClass.Name), Flag("reached", "已联系上").Required, Flag("agrees-to-redeem", "同意赎回"), Flag("agrees-to-renew", "同意续接"), Flag("complains", "有投诉"), new("customer-number", "名单序号", Count), new("complaint", "投诉编号", FieldKind.Complaint)]),
            new("post-materials", "张贴公告", "MaterialsPosted", [new FieldType("unit", "单位", Unit).Required]),
            new("check-materials", "检查公告", "MaterialsChecked", [new FieldType("unit", "单位", Unit).Required, Flag("up", "已张贴").Required]),
            new("urge-unit", "催办单位", "UnitUrged", [new FieldType("unit", "单位", Unit).Required, Text("step", "事项").Required])),
        .. For(AggregateKind.Document,
            new("draft-document", "起草文件", "DocumentDrafted", [Text("title", "标题").Required, LongText("text", "正文").Required.Outgoing]) { Opens = true },
            new("check-document", "核稿", "DocumentChecked", [LongText("opinion", "意见").Required]),
            new("approve-document", "批准文件", "DocumentApproved", []),
            new("issue-document", "发出文件", "DocumentIssued", [Texts("to", "收件人").Required.Sealed]) { Completes = true }),
        .. For(AggregateKind.Fund,
            new("set-budget", "设定预算", "BudgetSet", [new FieldType("year", "年度", Count).Required, new FieldType("amount", "金额", Money).Required]) { Opens = true, MayRepeat = true },
            new("commit-fund", "占用资金", "FundCommitted", [new FieldType("complaint", "投诉", FieldKind.Complaint).Required, new FieldType("amount", "金额", Money).Required]) { IsSystemOnly = true },
            new("draw-fund", "支出资金", "FundDrawn", [new FieldType("complaint", "投诉", FieldKind.Complaint).Required, new FieldType("amount", "金额", Money).Required]) { IsSystemOnly = true }),
        .. For(AggregateKind.Directive,
            new("record-directive", "监管意见", "DirectiveRecorded", [Text("body", "机构").Required, Text("reference", "文号").Required, LongText("text", "内容").Required, new FieldType("due", "期限", Deadline).Required]) { Opens = true },
            new("complete-directive", "落实监管意见", "DirectiveCompleted", [LongText("text", "落实情况").Required]) { Completes = true }),
        .. For(AggregateKind.Drill,
            new("plan-drill", "演练计划", "DrillPlanned", [new FieldType("unit", "单位", Unit).Required, Text("scenario", "情景").Required, new FieldType("on", "日期", Date).Required]) { Opens = true },
            new("start-drill", "开始演练", "DrillStarted", []),
            new("end-drill", "结束演练", "DrillEnded",
            [
                new FieldType("by", "主持人", Person).Required,
                Groups("results", "评分", new FieldType("clause", "条款", Clause).Required, Text("name", "义务").Required, new FieldType("met", "按时", Count).Required, new FieldType("late", "迟办", Count).Required, new FieldType("missed", "未办", Count).Required, new("minutes", "用时（分钟）", Count), new("allowed", "时限（分钟）", Count)),
            ]) { IsSystemOnly = true },
            new("record-drill", "演练记录", "DrillRecorded", [LongText("lessons", "教训").Required]) { Completes = true }),
        .. For(AggregateKind.Training, new ActionType("record-training", "培训记录", "TrainingRecorded", [new FieldType("person", "人员", Person).Required, Text("course", "课程").Required]) { Opens = true, Completes = true }),
        .. For(AggregateKind.Duty, new ActionType("submit", "报送", "Submitted", [new FieldType("clause", "条款", Clause).Required, new FieldType("unit", "单位", Unit), Text("period", "报送期"), LongText("text", "说明")])
        {
            Completes = true,
            Added = [Groups("figures", "报送数字", Choice("name", "指标", Vocabulary.Figures), new FieldType("value", "数值", Count))],
        }),
    ];

    // What media ask or say, whether it is true, and what they are told: recorded, verified, explained and corrected, never suppressed.
    private static ActionType[] Media() =>
    [
        new("record-media", "媒体问询", "MediaInquired",
            [Text("outlet", "媒体").Required, Text("reporter", "记者").Telling(DataClass.Name), Flag("published", "已经报道"), LongText("text", "问询或报道的内容").Required]),
        new("verify-media", "媒体核实", "MediaVerified", [Text("outlet", "媒体").Required, Flag("accurate", "报道属实").Required, LongText("text", "核实情况").Required, Texts("evidence", "证据").Sealed]),
        new("draft-clarification", "拟订媒体说明", "ClarificationDrafted", [LongText("text", "说明内容").Required.Outgoing]),
        new("approve-clarification", "批准媒体说明", "ClarificationApproved", [LongText("opinion", "意见")]),
        new("return-clarification", "退回媒体说明", "ClarificationReturned", [LongText("reason", "理由").Required]),
        new("issue-clarification", "发出媒体说明", "ClarificationIssued", [Text("outlet", "媒体").Required, Choice("means", "方式", Vocabulary.Means).Required, Text("received-by", "对方接收人").Sealed]),
    ];

    private static IEnumerable<ActionType> For(AggregateKind kind, params ActionType[] actions) =>
        actions.Select(action => action with { Aggregate = kind, Entitlement = Entitlement.Anyone, AllowedAfterEnd = true });
}
