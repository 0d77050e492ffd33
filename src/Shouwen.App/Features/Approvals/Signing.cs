using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using FieldError = Shouwen.App.Ui.FieldError;

namespace Shouwen.App.Features.Approvals;

/// <summary>Why a decision was not taken, with what had been typed.</summary>
public sealed record SigningProblem(string Number, IReadOnlyList<FieldError> Errors, FormBag Typed, string Key);

/// <summary>Signs, rejects or reviews a proposal from the desk, by the one handler.</summary>
public sealed class Signing(Cases cases)
{
    public const string Choice = "_decision";

    public async Task<(FlashMessage? Done, SigningProblem? Problem)> DecideAsync(DeskItem item, IFormCollection form, CancellationToken cancellationToken)
    {
        var (bag, key) = (FormBag.Of(form), FormInput.Key(form) ?? "");
        var action = ActionCatalogue.Get(item.Reason == DeskReason.Review ? "review-compliance" : form[Choice] == "reject" ? "reject" : "approve");
        var input = ActionInput.Of(action, Meant(action, form[Choice], bag));
        var result = await cases.DoAsync(new(action, item.Number, input, $"{action.Name} {item.Number}") { Version = FormInput.Version(form), Key = key }, cancellationToken);
        return result is Done ? (Told(item, action, form[Choice] == "disagree"), null) : (null, new(item.Number, Errors(item, result), bag, key));
    }

    // One box for words: an opinion when signed, the reason when rejected, the text of a review.
    private static FormBag Meant(ActionType action, string? choice, FormBag bag) => action.Name switch
    {
        "reject" => FormBag.Of(("reason", bag.Value("words"))),
        "review-compliance" => FormBag.Of(("opinion", choice == "disagree" ? "disagree" : "agree"), ("text", bag.Value("words"))),
        _ => bag.With("opinion", bag.Value("words")),
    };

    private static FlashMessage Told(DeskItem item, ActionType action, bool disagrees) => new(FlashKind.Done, action.Name switch
    {
        "reject" => $"已驳回 {item.Number} 的处理意见，退回重新调查",
        "review-compliance" => disagrees ? $"已记下对 {item.Number} 的不同意见" : $"{item.Number} 合规审查同意",
        _ => $"已签署 {item.Number}{(item.Step is { } step ? $"（{step.Step.Name}）" : "")}",
    })
    { Href = ComplaintLinks.Case(item.Number), LinkText = "看案卷" };

    private static IReadOnlyList<FieldError> Errors(DeskItem item, HandleResult result) => result switch
    {
        Refused refused => [.. refused.Refusals.Select(refusal => Error(item, refusal))],
        Conflicted conflicted => [new(null, $"您打开本页后，此案又有 {conflicted.Since.Count} 条新记录（{string.Join("、", conflicted.Since.Select(entry => ActionCatalogue.Find(entry.Action)?.Label ?? entry.Action).Distinct())}）。您写的意见还在，请刷新核对后再签。")],
        InFlight => [new(null, "这一签正在办理，请稍候刷新")],
        KeyReused => [new(null, "这张表已经用过，请刷新后再签")],
        _ => [new(null, "此案已不在您的办理范围内")],
    };

    private static FieldError Error(DeskItem item, Refusal refusal) =>
        new(refusal.Field is "opinion" or "reason" or "text" ? "words" : refusal.Field, refusal.Sentence) { Clauses = item.Sight.Clauses(refusal.Clauses) };
}
