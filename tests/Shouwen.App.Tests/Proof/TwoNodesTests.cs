using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Api;
using Shouwen.Domain.Institutions;
using Shouwen.Storage.Backups;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>Who may no longer is kept out by every server on the database, also by those that did not make the change; who has signed in with one has with all.</summary>
public sealed class TwoNodesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // for a machine that does much else; servers look every three seconds

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PostEnded_OrLoginSuspended_OnOneNode_CountsOnTheOthers()
    {
        await using var host = await TestHost.StartAsync(Database.PostgreSql);
        var (moved, suspended) = (await KeyAsync(host, "complaint-officer@branch-1"), await KeyAsync(host, "teller@sub-branch-1-1"));
        await using var one = await ServerProcess.StartAsync(ServerProcess.StoreOf(host.Database), Token);
        await using var two = await ServerProcess.StartAsync(ServerProcess.StoreOf(host.Database), Token);
        foreach (var node in new[] { one, two })
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(node, moved));
            Assert.Equal(HttpStatusCode.OK, await AskAsync(node, suspended));
        }

        await host.OperateAsync("suspend-account", ("person", host.Actor("teller@sub-branch-1-1").Person));
        await host.OperateAsync("end-post", ("person", host.Actor("complaint-officer@branch-1").Person), ("post", "complaint-officer"), ("unit", "branch-1"));

        var watch = Stopwatch.StartNew();
        foreach (var node in new[] { one, two })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(node, suspended)); // the very next request
            while (await AskAsync(node, moved) != HttpStatusCode.Unauthorized)
            {
                Assert.True(watch.Elapsed < Patience, "A server still lets in somebody who has lost the post.");
                await Task.Delay(100, Token);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Both knew after {watch.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>Nodes with folders of their own: what they have in common is the database, the master key and the attachments.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    [Fact]
    public async Task Session_GoesOnWithEveryNode_AlsoWhenItsOwnIsKilled_AndWithOneThatStartsLater()
    {
        await using var host = await TestHost.StartAsync(Database.PostgreSql);
        var (username, password) = await host.AccountAsync("complaint-officer@sub-branch-1-1");
        using var teller = await ApiCaller.AsAsync(host, "teller@sub-branch-1-1");
        var page = $"complaints/{await teller.RegisterAsync()}";
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }); // cookies of a host are sent to each of its ports
        await using var one = await StartAsync(host, "one");
        await using var two = await StartAsync(host, "two");

        var signIn = await browser.FormAsync(one, "sign-in", "/sign-in", ("Username", username), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(new Uri(two.Address, "sign-in"), signIn, Token)).StatusCode); // the form of one, taken by the other
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(one.Address, page), Token)).StatusCode);
        var reveal = await browser.FormAsync(one, page, $"/{page}/reveal", ("reason", "contact"));
        await one.KillAsync();

        Assert.DoesNotContain("13800138000", await browser.GetStringAsync(new Uri(two.Address, page), Token), StringComparison.Ordinal);
        Assert.Contains("13800138000", await (await browser.PostAsync(new Uri(two.Address, $"{page}/reveal"), reveal, Token)).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        await using var three = await StartAsync(host, "three");
        var signOut = await browser.FormAsync(two, page, "/sign-out");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(three.Address, page), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(new Uri(three.Address, "sign-out"), signOut, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(new Uri(two.Address, page), Token)).StatusCode);
    }

    // With the keys that operators copy, and nothing else.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static async Task<ServerProcess> StartAsync(TestHost host, string name)
    {
        var own = Path.Combine(host.Database.Folder, name);
        Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await host.Services.GetRequiredService<BackupWriter>().WriteKeysAsync(Path.Combine(own, "keys"), Token);
        return await ServerProcess.StartAsync(["--data", own, "--root", AppContext.BaseDirectory, "--database", "postgresql", "--connection", host.Database.ConnectionString, "--Shouwen:SecondFactor=offered"], Token);
    }

    private static async Task<string> KeyAsync(TestHost host, string who)
    {
        var actor = host.Actor(who);
        await host.AccountAsync(who);
        return await host.Services.GetRequiredService<ApiKeys>().AddAsync(who, ApiKeys.ActsAs(host.House.Institution.Person(actor.Person)!, new Assignment(actor.Post, actor.Unit)), ["complaints:read"], null, null, Token); // the actor is one of ours
    }

    private static async Task<HttpStatusCode> AskAsync(ServerProcess node, string key)
    {
        using var client = new HttpClient { BaseAddress = node.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        return (await client.GetAsync("/api/v1/complaints", Token)).StatusCode;
    }
}
