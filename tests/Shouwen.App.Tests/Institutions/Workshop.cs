using Shouwen.Testing;

namespace Shouwen.App.Tests.Institutions;

/// <summary>The sample workshop, which is no bank: its own words, two versions of its rules, and its demo year. Its root lies beside the real one.</summary>
public sealed class Workshop : IAsyncLifetime
{
    public const string Master = "executive@head-office";
    public const string Officer = "complaint-officer@head-office";
    public const string Seller = "teller@branch-1";

    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    public TestHost Host { get; private set; } = null!; // set before the first test

    public async ValueTask InitializeAsync() => Host = await StartAsync(Root, "sample-workshop");

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A demo server of an institution, with its year of complaints up to the clock of tests.</summary>
    public static Task<TestHost> StartAsync(string root, string institution) => TestHost.StartAsync(
        Database.Sqlite, ("Shouwen:Root", root), ("Shouwen:Institution", institution), ("Shouwen:Demo", "true"), ("Shouwen:DemoPassword", "correct horse battery"), ("Shouwen:DemoData", "true"), ("Shouwen:RequestsPerMinute", "1000000"));
}
