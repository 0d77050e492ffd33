using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Matters;

/// <summary>What each kind of matter is called on its list, and what to do while there is none.</summary>
/// <param name="Title">Of the list and in the menu.</param>
/// <param name="Subject">Head of the column that says what one is about.</param>
/// <param name="Purpose">What the list is for, under its title.</param>
/// <param name="Empty">What to do where there is none yet.</param>
public sealed record MatterWords(string Title, string Icon, string Subject, string Purpose, string Empty)
{
    private static readonly Dictionary<AggregateKind, MatterWords> Known = new()
    {
        [AggregateKind.Incident] = new("群体事件", "users-group", "地点", "多人投诉或有人聚集时合在一处处置：先报告，再疏导，最后解除。", "有十人以上投诉同一事实，或现场有人聚集围观时，从这里报告；相关投诉可以一并列入。"),
        [AggregateKind.Campaign] = new("到期产品", "calendar-dollar", "产品", "产品到期前的准备：方案、话术、培训、公告和客户联系。", "有产品临近到期、实际收益低于预期时，从这里开始准备工作，分派到各单位。"),
        [AggregateKind.Document] = new("对客户文件", "file-text", "标题", "发给客户的正式文件：起草、核稿、批准、发出。", "要以单位名义向客户发文时，从这里起草，经核稿、批准后发出。"),
        [AggregateKind.Fund] = new("专项基金", "coins", "年度", "赔付从年度基金支出：预算、占用、支出和结余。", "还没有设定年度预算；设定之后，处理意见和赔付才能从基金支付。"),
        [AggregateKind.Directive] = new("监管意见", "building-bank", "来文机构与文号", "监管机构的要求，逐件落实并在期限内回报。", "收到监管意见书、督办函时，从这里登记期限，落实后补记情况。"),
        [AggregateKind.Drill] = new("演练", "activity", "情景", "应急演练的计划和记录，与真实案件分开存放。", "每次演练先在这里写下单位、情景和日期，演练后补记教训。"),
        [AggregateKind.Training] = new("培训", "bulb", "课程", "谁在何时受过哪门培训。", "员工完成培训后，从这里登记人员和课程。"),
    };

    public static MatterWords Of(AggregateKind kind) => Known[kind];

    public static string TitleOf(AggregateKind kind) => Known[kind].Title;

    /// <summary>What a matter is called where its number alone would say nothing.</summary>
    /// <param name="subject">As its row keeps it.</param>
    public static string Name(AggregateKind kind, string? subject) => (kind, subject) switch
    {
        (AggregateKind.Fund, { } year) => $"{year} 年度投诉处理专项基金",
        (AggregateKind.Incident, { } place) => $"{place}群体投诉",
        (_, { Length: > 0 } text) => text,
        _ => kind.Label(),
    };
}
