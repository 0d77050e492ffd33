using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Complaints.List;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Storage.Complaints;

namespace Shouwen.App.Features.Exports;

/// <summary>What a list was asked for, in words, for whoever decides on its export.</summary>
public static class ExportWords
{
    /// <summary>渠道 网点；收到 2026-01-01 至 2026-03-31; a name or phone that was looked for is masked.</summary>
    public static string Of(ListFilter filter, Institution institution)
    {
        var words = institution.Words;
        var parts = new (string Label, string? Value)[]
        {
            ("搜索", filter.Q is { } q ? FreeText.Masked(q) : null), ("编号", filter.Number), ("手机号", filter.Phone is { } phone ? Masks.Phone(phone) : null), ("投诉人", filter.Name is { } name ? Masks.Name(name) : null),
            ("状态", filter.Stage?.Label()), ("渠道", filter.Channel is { } channel ? words.Of(Vocabulary.Channels, channel) : null), ("严重程度", filter.Severity is { } severity ? words.Of(Vocabulary.Severities, severity) : null),
            ("类别", filter.Category is { } category ? words.Of(institution.Categories, category) : null), ("单位", filter.Unit is { } unit ? institution.Unit(unit)?.Name ?? unit : null),
            ("收到", filter.From is null && filter.To is null ? null : $"{filter.From:yyyy-MM-dd} 至 {filter.To:yyyy-MM-dd}"), ("超期", filter.OnlyOverdue ? "只看超期" : null), ("条款", filter.Clause),
        };
        return string.Join("；", parts.Where(part => part.Value is not null).Select(part => $"{part.Label} {part.Value}")) is { Length: > 0 } text ? text : "全部可见的投诉";
    }
}
