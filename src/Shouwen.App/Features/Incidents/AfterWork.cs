using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Improvement;
using Shouwen.App.Ui;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Rectifications;

namespace Shouwen.App.Features.Incidents;

/// <summary>One piece of it that is there.</summary>
/// <param name="Said">In words; no customer is named.</param>
/// <param name="When">Who and when; null where the piece has none.</param>
/// <param name="Href">The page that it stands on, where that is another.</param>
public sealed record AfterPiece(string Said, string? When, string? Href = null);

/// <summary>What an incident leaves behind: there or still missing.</summary>
/// <param name="Action">What makes it, where it is done to the incident itself.</param>
public sealed record AfterItem(string Name, bool IsThere, IReadOnlyList<AfterPiece> Pieces, string? Action = null);

/// <summary>What is done after an incident has ended, read from its journal and those of its complaints.</summary>
public static class AfterWork
{
    public static IReadOnlyList<AfterItem> Of(CaseSight sight)
    {
        var complaints = Complaints(sight);
        var plans = complaints.SelectMany(each => Rectification.Of(each).Select(plan => (Complaint: each, Plan: plan))).ToList();
        return
        [
            Own("处置总结", "stand-down", sight, entry => Masks.Text(entry.Data.Text("summary"))),
            Own("原因和改进", "summarise", sight, entry => $"原因：{Masks.Text(entry.Data.Text("cause"))} 改进：{Masks.Text(entry.Data.Text("improvement"))}"),
            Own("事后评估", "review-incident", sight, entry => $"{string.Join("、", entry.Data.Texts("members"))}：{Masks.Text(entry.Data.Text("decisions"))}"),
            new("整改", plans.Count > 0, [.. plans.Select(each => Piece(each.Complaint, each.Plan, sight))]),
            new("投诉档案", complaints.Count > 0 && complaints.All(IsFiled), [.. complaints.Select(each => new AfterPiece($"{each.Number} {(IsFiled(each) ? "档案已建立" : $"{each.Stage.Label()}，尚未归档")}", null, CaseLinks.Page(each.Kind, each.Number ?? "")))]),
        ];
    }

    /// <summary>The incident's complaints that its reader sees, in their order.</summary>
    public static IReadOnlyList<Complaint> Complaints(CaseSight sight) =>
        [.. sight.Complaint.Data.Texts("complaints").Distinct().Where(number => !sight.Unseen.Contains(number)).Select(sight.Surroundings.Other).OfType<Complaint>()];

    private static AfterItem Own(string name, string action, CaseSight sight, Func<Entry, string?> said)
    {
        var entries = sight.Complaint.Entries.Where(entry => entry.Action == action).ToList();
        return new(name, entries.Count > 0, [.. entries.Select(entry => new AfterPiece(said(entry) ?? "", $"{sight.Person(entry.Actor.Person)} {Words.Moment(sight.Local(entry.HappenedAt))}"))], action);
    }

    private static AfterPiece Piece(Complaint complaint, Rectification plan, CaseSight sight) =>
        new($"{Masks.Text(plan.Text)}（{complaint.Number}，{RectificationWords.Of(plan.State)}）", $"{sight.PersonOrUnit(plan.Owner)}{(plan.Due is { } due ? $"，限 {sight.Due(due)} 前" : "")}", CaseLinks.Page(complaint.Kind, complaint.Number ?? ""));

    private static bool IsFiled(Complaint complaint) => complaint.Stage is Stage.Archived or Stage.Destroyed;
}
