using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>Passing an overridable rule with a reason: only posts that hold the entitlement may, and the journal keeps the reason.</summary>
internal static class Overrides
{
    public static bool Names(Proposal proposal, Clause clause) => proposal.Fields.Text("override.clause") == clause.Id;

    public static bool IsEntitled(Proposal proposal, Surroundings surroundings) =>
        surroundings.Institution.Posts.TryGetValue(proposal.Actor.Post, out var post) && post.May.Contains(Post.Override);
}
