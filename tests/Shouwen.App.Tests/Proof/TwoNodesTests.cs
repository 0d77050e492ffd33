using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Api;
using Shouwen.Domain.Institutions;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Proof;

/// <summary>Who may no longer is kept out by every server on the database, also by those that did not make the change.</summary>
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
