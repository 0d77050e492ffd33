namespace Shouwen.App.Features.Policies;

/// <summary>Addresses of the pages about policies.</summary>
public static class PolicyLinks
{
    public const string All = "/policies";

    public static string Policy(string policy) => $"/policies/{policy}";

    public static string Clause(string policy, string clause) => $"/policies/{policy}/{clause}";

    public static string Run(string policy, string clause, string story) => $"{Clause(policy, clause)}?run={Uri.EscapeDataString(story)}#story-{story}";
}
