using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.Audits;
using Shouwen.App.Import;
using Shouwen.App.Tests.Web;
using Shouwen.App.Tests.Work;
using Shouwen.Storage;
using Shouwen.Storage.Journal;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Audits;

/// <summary>The auditor searches what was changed in the configuration, sees old beside new, and has the journal verified.</summary>
public sealed class AuditPageTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Auditor = "auditor@head-office", AuditAdministrator = "audit-administrator@head-office";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("complaint-officer@branch-1")]
    [InlineData("administrator@head-office")]
    [InlineData("security-administrator@head-office")]
    [InlineData("executive@head-office")]
    public async Task Pages_AreThereForAuditorsOnly(string who)
    {
        using var client = await hosts[Database.Sqlite].SignInAsync(who);

        foreach (var path in new[] { "/audit", "/audit/1", "/audit/check" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path, Token)).StatusCode);
        }

        Assert.Null((await client.PageAsync("/policies")).QuerySelector("a[href='/audit']"));
    }

    [Theory]
    [InlineData(Auditor)]
    [InlineData(AuditAdministrator)]
    public async Task ChangedPerson_IsFoundByKindAndPerson_WithOldBesideNew(string who)
    {
        var host = hosts[Database.Sqlite];
        using var security = await host.SignInAsync("security-administrator@head-office");
        var officer = host.Actor("risk-officer@branch-1").Person;
        var was = host.House.Institution.Person(officer)!.StaffNumber;
        var number = "N" + who.Length;
        await security.PostFormAsync($"/organisation/changes/change-person?person={officer}", "/organisation/changes/change-person", ("person", officer), ("staff-number", number), ("reason", "换发工牌"));
        using var client = await host.SignInAsync(who);

        var found = await client.PageAsync($"/audit?kind=change-person&person={host.Actor("security-administrator@head-office").Person}");

        var link = found.QuerySelector("tbody a")!.GetAttribute("href")!;
        var page = await client.PageAsync(link);
        var row = page.QuerySelectorAll(".sw-compare tbody tr").Single();
        Assert.Contains("工号", row.QuerySelector("th")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([was ?? "—", number], row.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Contains("换发工牌", page.Body?.TextContent, StringComparison.Ordinal);
        Assert.Empty((await client.PageAsync("/audit?kind=change-person&person=nobody")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task ChangedFile_ShowsItsChangedLines()
    {
        var host = hosts[Database.Sqlite];
        var log = host.Services.GetRequiredService<ConfigurationLog>();
        await log.RecordAsync(new Dictionary<string, byte[]> { ["policies/made-up.yaml"] = "a: 1\nb: 2\nc: 3\n"u8.ToArray() }, Token);
        await log.RecordAsync(new Dictionary<string, byte[]> { ["policies/made-up.yaml"] = "a: 1\nb: 15\nc: 3\nd: 4\n"u8.ToArray() }, Token);
        using var client = await host.SignInAsync(Auditor);

        var page = await client.PageAsync((await client.PageAsync("/audit?kind=load-files&words=made-up")).QuerySelector("tbody a")!.GetAttribute("href")!);

        var changed = page.QuerySelectorAll(".sw-lines tr.is-different").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Equal(["b: 2|b: 15", "|d: 4"], changed);
        Assert.Equal(["2", "15"], page.QuerySelectorAll(".sw-lines mark").Take(2).Select(mark => mark.TextContent));
    }

    [Fact]
    public async Task Export_SaysWhoTookIt_AndNamesTheVersions()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(AuditAdministrator);

        var answer = await client.PostFormAsync("/audit?kind=load-files", "/audit/export", ("reason", "年度检查"), ("format", "xlsx"));

        var rows = SheetFile.Read(await answer.Content.ReadAsByteArrayAsync(Token));
        Assert.Contains("年度检查", rows[0][0], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains("institutions/posts.yaml"));
    }

    [Fact]
    public async Task Journal_VerifiedFromThePage_TellsTheResult_AndTheFirstBrokenEntry()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        var number = await Branch.RegisterAsync(host, "teller@sub-branch-1-1", "改动我", "某某", "13711116666");
        await host.Services.GetRequiredService<CheckpointWriter>().WriteAsync(Token);
        using var client = await host.SignInAsync(AuditAdministrator);
        Assert.Contains("还没有校验过", (await client.PageAsync("/audit/check")).Body?.TextContent, StringComparison.Ordinal);

        Assert.Contains("校验通过", await CheckedAsync(host, client), StringComparison.Ordinal);

        await host.Database.DropGuardsAsync();
        await host.Database.ExecuteRawAsync($"update journal set open_part = replace(open_part, 'counter', 'hotline') where stream_id = (select id from streams where number = '{number}') and position = 1");
        Assert.Contains($"第一处是 {number} 第 1 条", await CheckedAsync(host, client), StringComparison.Ordinal);
        Assert.Contains("有", (await client.PageAsync("/audit/check")).QuerySelectorAll("td[data-label='库外副本']").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void Difference_OfLongTexts_FoldsWhatIsEqual()
    {
        var before = string.Join('\n', Enumerable.Range(1, 100).Select(line => $"line {line}"));

        var lines = LineDifference.Of(before, before.Replace("line 50", "line fifty", StringComparison.Ordinal));

        Assert.Equal((0, 47, 53, 0), (lines[0].LeftNumber, lines[1].LeftNumber, lines[^2].LeftNumber, lines[^1].LeftNumber));
        Assert.Equal(new DifferenceLine(50, "line 50", 50, "line fifty"), Assert.Single(lines, line => line.Differs));
        Assert.DoesNotContain(LineDifference.Of(before, before), line => !line.IsGap);
    }

    private static async Task<string> CheckedAsync(TestHost host, HttpClient client)
    {
        var answer = await client.PostFormAsync("/audit/check", "/audit/check/start");
        Assert.Equal("/audit/check", answer.Headers.Location?.ToString());
        await host.Services.GetRequiredService<JournalCheck>().Running;
        return (await client.PageAsync("/audit/check")).QuerySelector("#check")!.TextContent;
    }
}
