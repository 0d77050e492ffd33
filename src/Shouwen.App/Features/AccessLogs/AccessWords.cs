using Shouwen.Domain.Institutions;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.AccessLogs;

/// <summary>A record of the access log in words.</summary>
public static class AccessWords
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["case"] = "案卷（遮盖）",
        ["matter"] = "事项（遮盖）",
        ["obligations"] = "办理义务",
        ["journal"] = "处理流水（遮盖）",
        ["attachments"] = "附件清单",
        ["receipt"] = "受理回执",
        ["complainants"] = "显示客户信息",
        ["export"] = "导出列表（遮盖）",
        ["incident-export"] = "导出群体事件过程（遮盖）",
        ["export-request"] = "申请导出",
        ["export-approved"] = "同意导出",
        ["export-refused"] = "不同意导出",
        ["export-fetched"] = "再次下载导出",
        ["ledger-sent"] = "上传台账",
        ["ledger-started"] = "导入台账",
        ["ledger-mapping"] = "下载台账对照",
        ["ledger-rejected"] = "下载未导入的行",
        ["access-log"] = "查访问日志",
        ["access-log-export"] = "导出访问日志",
        ["audit-export"] = "导出配置流水",
        ["journal-check"] = "校验流水",
    };

    private static readonly Dictionary<string, string> Fields = new() { ["name"] = "姓名", ["phone"] = "电话", ["email"] = "邮箱", ["address"] = "地址", ["id-number"] = "证件号码", ["text"] = "文字" };

    public static IReadOnlyList<string> Heads { get; } = ["时间", "人员", "账号", "岗位与单位", "编号", "内容", "字段或查询", "理由", "来源地址"];

    public static string What(string what) => Kinds.GetValueOrDefault(what) ?? (what.Split(' ') is ["attachment", var position] ? $"附件（第 {position} 条）" : what);

    /// <summary>姓名、电话; what is not a list of fields, as written.</summary>
    public static string OfFields(string? fields) =>
        fields is null ? "" : fields.Split(' ') is var names && names.All(Fields.ContainsKey) ? string.Join("、", names.Select(name => Fields[name])) : fields;

    /// <summary>Reasons are typed by people, who may write anything.</summary>
    public static string Reason(AccessLogRow row) => row.Reason is { } reason ? FreeText.Masked(reason) : "";

    public static string Name(AccessLogRow row, Institution institution) => institution.Person(row.Person)?.Name ?? row.Person;

    public static string PostAndUnit(AccessLogRow row, Institution institution) => $"{institution.TitleOf(institution.Person(row.Person), row.Post)} · {institution.Unit(row.Unit)?.Name ?? row.Unit}";
}
