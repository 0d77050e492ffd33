using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Demo;

/// <summary>Cases for an institution without material of its own: its categories and channels, in plain words that promise nothing.</summary>
internal static class PlainCases
{
    private static readonly string[] Severities = ["minor", "moderate", "minor", "severe", "moderate"];

    // Bodies and newspapers write rarely; they are left to material of one's own.
    private static readonly string[] Outside = ["regulator", "association", "media"];

    public static List<DemoCase> Of(Institution institution)
    {
        var channels = institution.Words.Offered(Vocabulary.Channels).Select(channel => channel.Value).ToList();
        var usual = channels.Except(Outside).ToList() is { Count: > 0 } own ? own : channels;
        return [.. institution.Categories.SelectMany((category, place) => Enumerable.Range(0, Tales.Length).Select(tale => Case(category, place + tale, Tales[tale], usual)))];
    }

    private static DemoCase Case(Choice category, int place, Tale tale, List<string> channels) => new()
    {
        Category = category.Value,
        Channels = [channels[place % channels.Count], channels[(place + 1) % channels.Count]],
        Severity = Severities[place % Severities.Length],
        Business = category.Label,
        Product = $"{category.Label}一项",
        Place = "接待处",
        Amount = tale.Amount,
        Summary = $"{category.Label}：{tale.Summary}",
        Demands = tale.Demands,
        Cause = tale.Cause,
        Finding = tale.Finding,
        Answer = tale.Answer,
        Outcome = tale.Outcome,
    };

    /// <param name="Amount">Yuan.</param>
    private sealed record Tale(string Summary, string Demands, string Cause, string Finding, string Answer, string Outcome, decimal? Amount);

    private static readonly Tale[] Tales =
    [
        new("前后两次问到的说法不一样，白跑一趟。", "给一个准确的说法，说明为什么前后不一", "交接时没有写清楚，接手的人不了解前情", "查阅往来记录并询问经办人，两次说法确有出入。",
            "您反映的情况经核实确有其事：交接记录不全，造成前后说法不一，我们为此致歉。准确的说法附后，今后由同一人跟到底。", "upheld", 2680),
        new("约好的时间过了三天才有人联系，其间没有人说明进展。", "说明拖延的原因", "经办人外出，代办安排没有落实", "查阅登记与通话记录，联系确实晚了三天；其中一天是客户改约。",
            "经核实，联系晚于约定，其中一天是应您的要求改约，其余两天是我们安排不周，我们为此致歉，并已调整代办安排。", "partly-upheld", 360),
        new("认为办理过程没有照事先讲好的来。", "逐项说明当时是怎么办的", "对事先说明的内容理解不同", "查阅书面说明与办理记录，各项与事先书面说明一致。",
            "经核对，办理过程与事先书面说明一致，说明及记录的复印件附后；今后办理前会多作一次口头解释。", "not-upheld", null),
    ];
}
