using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Domain.Actions;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>A post that ends, a person who moves, an account that is disabled: the very next request knows.</summary>
public sealed class AtOnceTests
{
    private const string Security = "security-administrator@head-office";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task Person_WhoMoves_LosesTheOldCasesAndTheKeyThatActedThere(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var officer = host.Actor("complaint-officer@branch-1");
        var number = (await Seeds.RegisterAsync(host, host.Actor("teller@sub-branch-1-1")))!; // a teller may
        using var browser = await host.SignInAsync(officer.Person);
        using var key = await ApiCaller.AsAsync(host, "complaint-officer@branch-1");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/complaints/{number}", Token)).StatusCode);
        Assert.NotNull(await key.VersionAsync(number));

        await ChangeAsync(host, "grant-post", ("person", officer.Person), ("post", "teller"), ("unit", "sub-branch-2-1"), ("reason", "调动"));
        await ChangeAsync(host, "end-post", ("person", officer.Person), ("post", "complaint-officer"), ("unit", "branch-1"), ("reason", "调动"));

        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync($"/complaints/{number}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await key.Client.GetAsync($"/api/v1/complaints/{number}", Token)).StatusCode);
        using var again = await host.SignInAsync(officer.Person);
        Assert.Equal(HttpStatusCode.NotFound, (await again.GetAsync($"/complaints/{number}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await again.PostAsync("/complaints/export", new FormUrlEncodedContent([]), Token)).StatusCode); // tellers do not export
    }

    [Fact]
    public async Task Account_Disabled_EndsItsSessions()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        var teller = host.Actor("teller@sub-branch-1-1").Person;
        using var browser = await host.SignInAsync(teller);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/complaints", Token)).StatusCode);

        await host.OperateAsync("suspend-account", ("person", teller));

        Assert.Equal("/sign-in", (await browser.GetAsync("/complaints", Token)).Headers.Location?.AbsolutePath);
    }

    private static async Task ChangeAsync(TestHost host, string action, params (string Name, string Value)[] fields) =>
        Assert.IsType<Done>(await host.Services.GetRequiredService<ComplaintHandler>().HandleAsync(
            new(action, Seeds.Map([.. fields.Select(field => (field.Name, (Raw)Seeds.Text(field.Value)))]), host.Actor(Security)) { Number = "ORG", Kind = AggregateKind.Organisation }, Token));
}
