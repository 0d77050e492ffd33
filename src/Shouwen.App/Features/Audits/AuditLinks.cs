namespace Shouwen.App.Features.Audits;

/// <summary>Addresses of the auditor's pages.</summary>
public static class AuditLinks
{
    public const string Home = "/audit";
    public const string Export = "/audit/export";

    /// <summary>The progress and result of verifying the journal.</summary>
    public const string Check = "/audit/check";
    public const string Start = "/audit/check/start";

    public static string Entry(int position) => $"{Home}/{position}";
}
