using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Storage;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>What became of one complaint among several.</summary>
/// <param name="Reasons">Every refusal with its clauses; empty when it is done.</param>
public sealed record BulkOutcome(string Number, bool IsDone, IReadOnlyList<RefusalReason> Reasons);

/// <summary>Does one action to several complaints, each decided by itself: what one rule forbids for one case does not hold up the others.</summary>
public sealed class Bulk(Cases cases, CurrentActor who)
{
    /// <summary>Complaints that one form acts on.</summary>
    public const int Most = 500;

    public async Task<IReadOnlyList<BulkOutcome>> DoAsync(ActionType action, IEnumerable<string> numbers, RawMap input, string key, CancellationToken cancellationToken)
    {
        var outcomes = new List<BulkOutcome>();
        foreach (var number in numbers.Distinct().Take(Most))
        {
            var result = await cases.DoAsync(new(action, number, input, $"{action.Name} {number}") { Key = $"{key}-{number}" }, cancellationToken);
            outcomes.Add(new(number, result is Done, Reasons(result)));
        }

        return outcomes;
    }

    private IReadOnlyList<RefusalReason> Reasons(HandleResult result) => result switch
    {
        Done => [],
        Refused refused => [.. refused.Refusals.Select(refusal => new RefusalReason(refusal.Sentence, [.. refusal.Clauses.Select(clause => new ClauseRef(clause))]))],
        Shouwen.Storage.Missing => [new($"没有这件投诉，或不在{who.Institution.Unit(who.Post.Unit)?.Name}的办理范围内", [])],
        InFlight => [new("正在办理，请稍候", [])],
        KeyReused => [new("这张表已经用过，请从列表重新选择", [])],
        _ => [new("此案刚有新变化，请打开案卷核对后再办", [])],
    };

    /// <summary>Names and texts as the input of an action; what is blank is absent.</summary>
    public static RawMap Input(params (string Name, string? Value)[] fields) => new(
        fields.Where(field => !string.IsNullOrWhiteSpace(field.Value)).ToDictionary(field => field.Name, Raw (field) => new RawScalar(field.Value!.Trim(), true, default)), // not blank
        new Dictionary<string, Position>(), default);
}
