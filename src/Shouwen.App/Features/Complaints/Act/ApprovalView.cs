using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Complaints;

/// <summary>A step of the approval: signed by whom and with what words, or still open and for whom.</summary>
public sealed record ApprovalStep(string Name, string Clause, bool IsMine, Entry? Signature);

/// <summary>What a signer must see: the proposal, what compliance says, the signatures so far and the steps still open.</summary>
public sealed record ApprovalView(Entry? Proposal, Entry? Compliance, IReadOnlyList<ApprovalStep> Steps)
{
    public static ApprovalView Of(CaseSight sight)
    {
        var complaint = sight.Complaint;
        var mine = Chains.StepFor(complaint, sight.Actor, sight.Surroundings);
        var signed = complaint.Signatures.Where(signature => signature.Position > complaint.Proposal?.Position).Select(signature => new ApprovalStep(signature.Data.Text("level") ?? "审批", signature.Data.Text("step")?.Split('/')[0] ?? "", false, signature));
        var open = complaint.Proposal is null || complaint.IsApproved ? [] : Chains.OpenSteps(complaint, sight.Surroundings).Select(step => new ApprovalStep(step.Step.Name, step.Clause, step == mine, null));
        var compliance = complaint.Proposal is { } proposal ? complaint.Entries.LastOrDefault(entry => entry.Action == "review-compliance" && entry.Position > proposal.Position) : null;
        return new(complaint.Proposal, compliance, [.. signed, .. open]);
    }

    /// <summary>拟赔付 1,000.00 元，由专项基金支付</summary>
    public string? Compensation => Proposal?.Data.Number("compensation.amount") is { } amount
        ? $"拟赔付 {Ui.Words.Money(amount)} 元{(Proposal.Data.Flag("compensation.from-fund") ? "，由专项基金支付" : "")}" : null;

    public string ComplianceIn(HouseWords words) => Compliance is null ? "尚未审查" : $"{words.Of(Vocabulary.Opinions, Compliance.Data.Text("opinion"))}{(Compliance.Data.Text("text") is { } text ? $"：{text}" : "")}";
}
