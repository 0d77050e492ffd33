using System.Text.RegularExpressions;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>What happens out of somebody's sight changes nothing that the person is shown: no row, no count, no figure, no hint.</summary>
public sealed partial class LeakTests
{
    private static readonly string[] Pages =
    [
        "/", "/?scope=unit", "/complaints", "/complaints?q=排队", "/complaints?phone=13800138000", "/approvals", "/notices", "/policies", "/policies/rg-2012-13", "/policies/rg-2012-13/RG-09", "/rectifications",
        "/rectifications/liabilities", "/hand-overs/colleague", "/matters/incident", "/duties", "/complaints/new?complainants[0].phone=13800138000&complainants[0].name=王小明&summary=排队&about.unit=sub-branch-1-1",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task WhatIsOutOfSight_ChangesNoPage(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (teller, respondent) = (host.Actor("teller@sub-branch-1-1"), host.Actor("lobby-manager@sub-branch-1-1"));
        await Seeds.RegisterAsync(host, teller);
        var persons = new[] { "lobby-manager@sub-branch-1-1", "branch-officer@branch-1", "hotline-agent@hotline" };
        var before = await ReadAsync(host, persons);

        var hidden = new[]
        {
            await Seeds.RegisterAsync(host, host.Actor("complaint-officer@customer-service"), ("kind", Seeds.Text("employee-complaint")), ("about", Seeds.Map(("unit", Seeds.Text("sub-branch-1-1")), ("person", Seeds.Text(respondent.Person))))),
            await Seeds.RegisterAsync(host, host.Actor("teller@sub-branch-2-1")),
        };

        Assert.All(hidden, Assert.NotNull);
        var after = await ReadAsync(host, persons);
        Assert.All(before, page => Assert.Equal(page.Value, after[page.Key]));
    }

    private static async Task<Dictionary<string, string>> ReadAsync(TestHost host, IEnumerable<string> persons)
    {
        var texts = new Dictionary<string, string>();
        foreach (var who in persons)
        {
            using var browser = await host.SignInAsync(who);
            foreach (var path in Pages)
            {
                texts[$"{who} {path}"] = OneTime().Replace(await (await browser.GetAsync(path, Token)).Content.ReadAsStringAsync(Token), "");
            }
        }

        return texts;
    }

    // Tokens, one-time keys, request ids and sealed terms differ with every page.
    [GeneratedRegex("""value="[^"]{20,}"|[\w-]*fDJ8[\w-]+|(?<=[^0-9a-f])[0-9a-f-]{32,36}(?=[^0-9a-f])""")]
    private static partial Regex OneTime();
}
