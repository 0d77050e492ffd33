using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Tests.Work;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.PastBugs;

/// <summary>A morning of the sample bank for the bugs that others had; docs/operations/past-bugs.md lists them.</summary>
public sealed class PastBugFixture : IAsyncLifetime
{
    public const string Teller = BranchFixture.Teller, Officer = BranchFixture.Officer, Stranger = BranchFixture.Stranger;

    public Branch Branch { get; private set; } = null!; // set before the first test

    public TestHost Host => Branch.Host;

    public async ValueTask InitializeAsync() => Branch = await Branch.OpenAsync(await TestHost.StartAsync(Database.Sqlite, ("Shouwen:RequestsPerMinute", "1000000"), ("Shouwen:AnonymousRequestsPerMinute", "1000000")));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public async Task<Complaint> ReadAsync(string number) => (await Host.Services.GetRequiredService<CaseReader>().ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint; // the tests made it

    /// <summary>Attaches a file through the API and gives the position of its entry.</summary>
    public static async Task<int> AttachAsync(ApiCaller caller, string number, string name, byte[] content)
    {
        var answer = await TryAttachAsync(caller, number, name, content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await answer.JsonAsync()).GetProperty("version").GetInt32();
    }

    public static async Task<HttpResponseMessage> TryAttachAsync(ApiCaller caller, string number, string name, byte[] content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/complaints/{number}/attach") { Content = Browsing.FileForm(name, content) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("If-Match", await caller.VersionAsync(number));
        return await caller.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
