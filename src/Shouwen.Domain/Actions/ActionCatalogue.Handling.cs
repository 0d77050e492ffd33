using static Shouwen.Domain.Actions.FieldKind;

namespace Shouwen.Domain.Actions;

// From the first word to the conclusion of the investigation.
public static partial class ActionCatalogue
{
    private static ActionType[] Intake() =>
    [
        new("register", "登记", "Received",
        [
            Choice("channel", "投诉渠道", Vocabulary.Channels).Required,
            LongText("summary", "投诉内容").Required,
            Groups("complainants", "投诉人",
                Text("name", "姓名").Required.Telling(DataClass.Name), Text("phone", "手机号").Telling(DataClass.Phone), Text("email", "邮箱").Telling(DataClass.Email), Text("address", "地址").Telling(DataClass.Address),
                Text("id-number", "证件号码").Telling(DataClass.IdNumber), Text("on-behalf-of", "代何人投诉").Telling(DataClass.Name), Text("authority", "授权文书").Telling(DataClass.IdNumber)),
            Texts("representatives", "推选代表").Telling(DataClass.Name),
            Group("about", "被投诉对象", new FieldType("unit", "被投诉单位", Unit), new FieldType("person", "被投诉人员", Person), Text("product", "产品"), Text("business", "业务")),
            new("category", "投诉类别", Category),
            Choice("severity", "严重程度", Vocabulary.Severities),
            Choice("kind", "诉求性质", Vocabulary.Kinds),
            new("count", "人数", Count),
            new("occurred-at", "发生时间", Moment),
            new("received-at", "收到时间", Moment),
            Text("place", "地点").Telling(DataClass.Address),
            LongText("demands", "客户诉求"),
            new("amount", "涉及金额", Money),
            Group("forwarded-by", "转办单位", Text("body", "转办单位名称").Required, Text("reference", "转办编号").Required, Text("demands", "转办要求").Sealed, new FieldType("due", "要求办结日期", Deadline)),
            new("promised-by", "承诺答复时间", Deadline),
            Flag("onlookers", "有人围观聚集"),
            new("facts", "制度所需事实", Facts),
        ]) { Opens = true, Entitlement = Entitlement.Anyone },
        new("accept", "受理", "Accepted", []),
        new("decline", "不予受理", "Declined", [LongText("reason", "理由").Required.Outgoing, Told()]),
        new("request-material", "补充材料", "MaterialRequested", [Texts("items", "所需材料").Required, Choice("means", "告知方式", Vocabulary.Means).Required]),
        new("acknowledge", "受理告知", "Acknowledged", [Choice("means", "告知方式", Vocabulary.Means).Required, Texts("told", "告知内容", Vocabulary.Told).Required]),
        new("classify", "分类定级", "Classified",
        [
            new FieldType("category", "投诉类别", Category).Required, Choice("severity", "严重程度", Vocabulary.Severities).Required, Choice("complexity", "复杂程度", Vocabulary.Complexities),
            Choice("timeliness", "时效", Vocabulary.Timeliness), Choice("content", "内容类型", Vocabulary.Contents), LongText("cause", "原因"), Texts("codes", "分类编码"),
        ]),
    ];

    private static ActionType[] Handling() =>
    [
        new("assign", "指派", "Assigned", [new FieldType("to", "指派给", PersonOrUnit).Required]) { Added = [ToUnit] },
        new("hand-over", "转办", "HandedOver", [new FieldType("to", "转办给", PersonOrUnit).Required, LongText("note", "交接说明")]) { Added = [ToUnit] },
        new("receive-hand-over", "接收", "HandOverReceived", []) { Entitlement = Entitlement.Offered },
        new("return", "退回", "Returned", [LongText("reason", "理由").Required]) { Entitlement = Entitlement.Offered },
        new("recuse", "回避", "Recused", [new FieldType("person", "回避人员", Person).Required, LongText("reason", "理由").Required]),
        new("ask-co-handler", "协办", "CoHandlingAsked", [new FieldType("unit", "协办部门", Unit).Required, LongText("question", "协办事项").Required, new FieldType("due", "要求反馈时间", Deadline)]),
        new("answer-co-handling", "协办反馈", "CoHandlingAnswered", [LongText("answer", "反馈意见").Required]) { Entitlement = Entitlement.CoHandler, Added = [new FieldType("unit", "协办部门", Unit)] },
        new("record-contact", "联系客户", "CustomerContacted",
            [Choice("means", "联系方式", Vocabulary.Means).Required, LongText("note", "联系情况").Required, Flag("reached", "已联系上").Required, LongText("reason-for-dissatisfaction", "不满意原因")]) { AllowedAfterEnd = true },
        new("record-finding", "调查记录", "FindingRecorded", [Choice("method", "调查方式", Vocabulary.Methods).Required, LongText("text", "调查情况").Required, Texts("evidence", "证据").Sealed]),
        new("record-facts", "事实", "FactsRecorded", [new FieldType("facts", "制度所需事实", Facts).Required]) { AlsoFor = AggregateKinds.Matters },
        new("urge", "催办", "Urged", [LongText("text", "催办内容")]),
        new("conclude-investigation", "调查结论", "InvestigationConcluded", [new FieldType("outcome", "处理结果类型", Outcome).Required, LongText("cause", "原因").Required, LongText("text", "调查结论").Required]),
    ];
}
