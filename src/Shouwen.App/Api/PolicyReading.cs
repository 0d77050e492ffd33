using Shouwen.App.Web;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Api;

/// <summary>The adopted policies and their clauses.</summary>
internal static class PolicyReading
{
    public static void Map(RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("policies").RequireAuthorization(ApiPolicy.Read).OpenToStaff();
        policies.MapGet("", (Features.Policies.PolicyVersions versions) => TypedResults.Ok(versions.Present.Select(Summary))).WithName("list-policies").WithSummary("制度");
        policies.MapGet("/{id}", OneAsync).WithName("get-policy").WithSummary("一项制度的条款").Produces<PolicyView>();
    }

    private static async Task<IResult> OneAsync(string id, Features.Policies.PolicyVersions all, CancellationToken cancellation)
    {
        var versions = await all.OfAsync(id, cancellation);
        return all.Present.FirstOrDefault(policy => policy.Id == id) is { } policy
            ? TypedResults.Ok(new PolicyView(policy.Id, policy.Title, policy.Hash, [.. policy.Clauses.Select(Clause)], [.. versions.Select(version => new PolicyVersionView(version.Hash, version.Policy.InForceFrom, version.Policy.Until, version.Kept is null))]))
            : Problems.Of(404, "not-found", "Not found", $"没有采用名为 {id} 的制度");
    }

    private static PolicySummary Summary(Policy policy) => new(policy.Id, policy.Title, policy.Hash, policy.Clauses.Count);

    private static ClauseView Clause(Clause clause) => new(clause.Id, clause.Says, clause.Source, clause.IsVerified, [.. clause.Obligations.Select(rule => rule.Name)], clause.Gates.Count + clause.TextGuards.Count > 0);
}

/// <param name="Hash">SHA-256 of the file: the version that binds a complaint.</param>
public sealed record PolicySummary(string Id, string Title, string Hash, int Clauses);

/// <param name="Hash">Of the version in force today, whose clauses these are.</param>
public sealed record PolicyView(string Id, string Title, string Hash, IReadOnlyList<ClauseView> Clauses, IReadOnlyList<PolicyVersionView> Versions);

/// <param name="InForceFrom">First day, inclusive.</param>
/// <param name="Until">Last day, inclusive.</param>
/// <param name="InFiles">False: kept only for the complaints that it binds.</param>
public sealed record PolicyVersionView(string Hash, DateOnly? InForceFrom, DateOnly? Until, bool InFiles);

/// <param name="Says">In our words.</param>
/// <param name="IsVerified">False: recalled, not read in an official text.</param>
/// <param name="Obligations">Names of the obligations that it starts.</param>
/// <param name="Refuses">Whether it can refuse an action.</param>
public sealed record ClauseView(string Id, string Says, string? Source, bool IsVerified, IReadOnlyList<string> Obligations, bool Refuses);
