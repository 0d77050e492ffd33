using Shouwen.Domain.Policies;
using Shouwen.Storage;

namespace Shouwen.App.Api;

/// <summary>The adopted policies and their clauses.</summary>
internal static class PolicyReading
{
    public static void Map(RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("policies").RequireAuthorization(ApiPolicy.Read);
        policies.MapGet("", (House house) => TypedResults.Ok(house.Policies.Select(Summary))).WithName("list-policies").WithSummary("制度");
        policies.MapGet("/{id}", One).WithName("get-policy").WithSummary("一项制度的条款").Produces<PolicyView>();
    }

    private static IResult One(string id, House house) => house.Policies.FirstOrDefault(policy => policy.Id == id) is { } policy
        ? TypedResults.Ok(new PolicyView(policy.Id, policy.Title, policy.Hash, [.. policy.Clauses.Select(Clause)]))
        : Problems.Of(404, "not-found", "Not found", $"没有采用名为 {id} 的制度");

    private static PolicySummary Summary(Policy policy) => new(policy.Id, policy.Title, policy.Hash, policy.Clauses.Count);

    private static ClauseView Clause(Clause clause) => new(clause.Id, clause.Says, clause.Source, clause.IsVerified, [.. clause.Obligations.Select(rule => rule.Name)], clause.Gates.Count + clause.TextGuards.Count > 0);
}

/// <param name="Hash">SHA-256 of the file: the version that binds a complaint.</param>
public sealed record PolicySummary(string Id, string Title, string Hash, int Clauses);

public sealed record PolicyView(string Id, string Title, string Hash, IReadOnlyList<ClauseView> Clauses);

/// <param name="Says">In our words.</param>
/// <param name="IsVerified">False: recalled, not read in an official text.</param>
/// <param name="Obligations">Names of the obligations that it starts.</param>
/// <param name="Refuses">Whether it can refuse an action.</param>
public sealed record ClauseView(string Id, string Says, string? Source, bool IsVerified, IReadOnlyList<string> Obligations, bool Refuses);
