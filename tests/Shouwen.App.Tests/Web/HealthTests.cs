using System.Net;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>What a proxy and a supervisor are told. Causes of a full disk: <see cref="Proof.DiskFullTests"/>.</summary>
[Claim(3)]
public sealed class HealthTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    public static TheoryData<Database> Databases => HostFixture.Databases;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Server_ThatWorks_SaysSoToAnybody(Database kind)
    {
        using var client = hosts[kind].CreateClient();

        foreach (var (path, status) in new[] { ("/health/live", "live"), ("/health/ready", "ready") })
        {
            var answer = await client.GetAsync(path, Token);
            Assert.Equal((HttpStatusCode.OK, $$"""{"status":"{{status}}","causes":[]}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token)));
            Assert.Equal(("no-store", ""), (answer.Header("Cache-Control"), answer.Header("Set-Cookie")));
        }
    }

    [Fact]
    public async Task Server_WithoutItsDatabase_Lives_AndIsNotReady()
    {
        await using var proxy = PostgresProxy.Start();
        await using var database = await TestDatabase.CreateAsync(Database.PostgreSql);
        await using var host = TestHost.On(database, ("Shouwen:Connection", proxy.Through(database.ConnectionString)));
        using var client = host.CreateClient();

        proxy.Refuse();
        var (live, ready) = (await client.GetAsync("/health/live", Token), await client.GetAsync("/health/ready", Token));
        proxy.Accept();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.StatusCode, ready.StatusCode));
        Assert.Equal("""{"status":"unavailable","causes":["数据库连不上"]}""", System.Text.RegularExpressions.Regex.Unescape(await ready.Content.ReadAsStringAsync(Token)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Token)).StatusCode);
    }
}
