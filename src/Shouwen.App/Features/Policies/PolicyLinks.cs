namespace Shouwen.App.Features.Policies;

/// <summary>Addresses of the pages about policies.</summary>
public static class PolicyLinks
{
    public const string All = "/policies";

    /// <param name="version">A version other than today's.</param>
    public static string Policy(string policy, string? version = null) => $"/policies/{policy}{Query(version)}";

    public static string Clause(string policy, string clause, string? version = null) => $"/policies/{policy}/{clause}{Query(version)}";

    public static string Run(string policy, string clause, string story, string? version = null) => $"{Clause(policy, clause)}?run={Uri.EscapeDataString(story)}{(version is null ? "" : $"&version={version}")}#story-{story}";

    /// <summary>Two versions side by side.</summary>
    public static string Versions(string policy, string? left = null, string? right = null) => $"/policies/{policy}/versions{(left is null ? "" : $"?left={left}&right={right}")}";

    private static string Query(string? version) => version is null ? "" : $"?version={version}";
}
