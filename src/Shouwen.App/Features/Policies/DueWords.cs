using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Policies;

/// <summary>When a clock starts and by when something is due, in Chinese.</summary>
public sealed class DueWords(Institution institution)
{
    private readonly ConditionWords conditions = new(institution);

    /// <summary>15 个工作日 · 承诺答复时间；没有则 15 个工作日.</summary>
    public string Of(DueRule due) => due switch
    {
        PeriodDue period => period.Period.ToChinese(),
        FactDue fact => $"按{Fact(fact.Fact)}",
        OffsetDue offset => $"{Fact(offset.Fact)}{(offset.Before ? "前" : "后")} {offset.Period.ToChinese()}",
        FallbackDue fallback => string.Join("；没有则 ", fallback.Alternatives.Select(Of)),
        EarliestDue earliest => $"{string.Join("、", earliest.Alternatives.Select(Of))}，以先到者为准",
        _ => "",
    };

    /// <summary>自收到投诉起 · WM-37 超期后.</summary>
    public string Of(Trigger trigger) => trigger switch
    {
        EntryTrigger { Pattern.Options: [{ Action: "register" } only] } when only.Where == Domain.Expressions.Expression.True => "自收到投诉起",
        EntryTrigger entry => $"自{conditions.Of(entry.Pattern)}起",
        FactTrigger fact => $"自{conditions.Of(fact.Condition)}起",
        BreachTrigger breach => $"{breach.Clause} 超期后",
        _ => "",
    };

    private string Fact(string name) => ComplaintFacts.List.FirstOrDefault(fact => fact.Name == name)?.Meaning.Split('，')[0]
        ?? (name.StartsWith("facts.", StringComparison.Ordinal) ? institution.Words.Fact(name[6..]) : name);
}
