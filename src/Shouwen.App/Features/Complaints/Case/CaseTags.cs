using Shouwen.App.Ui;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Complaints;

/// <param name="Title">Said on hover.</param>
public sealed record CaseTag(string Text, TagKind Kind = TagKind.Plain, string? Icon = null, string? Title = null);

/// <summary>What is special about a case, in a few words.</summary>
public static class CaseTags
{
    public static IReadOnlyList<CaseTag> Of(CaseSight sight)
    {
        var (complaint, words) = (sight.Complaint, sight.Institution.Words);
        CaseTag?[] tags =
        [
            complaint.Data.Text("complexity") is "especially-complex" ? new("特别复杂") : null,
            complaint.Data.Text("level") is { } level ? new(words.Of(sight.Institution.IncidentLevels, level), Icon: "adjustments", Title: "级别") : null,
            complaint.Data.Text("channel") is { } channel ? new(words.Of(Vocabulary.Channels, channel)) : null,
            complaint.Data.Text("kind") is { } kind and not "complaint" ? new(words.Of(Vocabulary.Kinds, kind)) : null,
            complaint.Round > 1 ? new($"第 {complaint.Round} 轮", Icon: "refresh") : null,
            sight.Obligations.Any(obligation => obligation.ExtendedFrom is not null) ? new("已延期", Icon: "calendar-plus") : null,
            sight.Open.Any(obligation => obligation.Pauses is [.., { To: null }]) ? new("计时中止", Icon: "player-pause") : null,
            complaint.People > 1 ? new($"{complaint.People} 人", Icon: "users-group") : null,
            complaint.Joined.Count > 0 ? new($"并案 {complaint.Joined.Count}", Icon: "link") : null,
            complaint.MergedInto is { } into ? new($"已并入 {sight.Other(into)}", Icon: "link") : null,
            .. complaint.Flags.Select(flag => new CaseTag(words.Flag(flag), Icon: "flag")),
        ];
        return [.. tags.OfType<CaseTag>()];
    }
}
