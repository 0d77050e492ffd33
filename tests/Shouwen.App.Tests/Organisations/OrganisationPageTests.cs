using System.Net;
using System.Text;
using Shouwen.App.Features.Organisations;
using Shouwen.App.Import;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Organisations;

/// <summary>Whoever administers a unit adds a colleague and a delegate from the pages; nobody else sees them.</summary>
public sealed class OrganisationPageTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string UnitAdministrator = "unit-administrator@branch-1", Security = "security-administrator@head-office";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Colleague_IsAddedByForm_AndMaySignInInThatPost()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(UnitAdministrator);

        var answer = await client.PostFormAsync("/organisation/changes/add-person?unit=sub-branch-1-1", "/organisation/changes/add-person",
            ("name", "新来的"), ("id", "xin-lai"), ("staff-number", "X9"), ("post", "teller"), ("unit", "sub-branch-1-1"), ("reason", "入职"));

        Assert.Equal("/organisation/people/xin-lai", answer.Headers.Location?.AbsolutePath);
        var page = await client.PageAsync("/organisation/people/xin-lai");
        Assert.Contains("柜员", page.Body?.TextContent, StringComparison.Ordinal);
        Assert.Contains("新增新来的，任临江榆钱巷支行柜员", page.QuerySelector(".sw-timeline")?.TextContent, StringComparison.Ordinal);
        using var colleague = await host.SignInAsync("xin-lai");
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync("/complaints/new", Token)).StatusCode);
    }

    [Fact]
    public async Task Delegate_AppointedByForm_StandsInUntilTheLastDay()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(UnitAdministrator);
        var (away, by) = (host.Actor("complaint-officer@branch-1").Person, host.Actor("risk-officer@branch-1").Person);

        await client.PostFormAsync($"/organisation/changes/appoint-delegate?person={away}", "/organisation/changes/appoint-delegate", ("person", away), ("by", by), ("until", "2026-03-09T18:00"), ("reason", "年假"));

        Assert.Equal(by, host.House.Institution.ActingFor(away, host.Clock.GetUtcNow()));
        Assert.Contains("代理中", (await client.PageAsync("/organisation/delegates")).Body?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invited_PersonGetsACodeOnce_AndASuspendedOneIsOutAtOnce()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(UnitAdministrator);
        var officer = host.Actor("business-officer@branch-1").Person;
        using var working = await host.SignInAsync(officer);
        var path = $"/organisation/people/{officer}/sign-in";

        var page = await (await client.PostFormAsync(path, path, ("reason", "忘了密码"))).PageAsync();

        var code = page.QuerySelector(".sw-code")?.TextContent;
        Assert.True(code?.Length > 30, page.Body?.TextContent);
        Assert.DoesNotContain(code, await client.GetStringAsync("/organisation/changes", Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await working.GetAsync("/complaints", Token)).StatusCode); // the sessions of before have ended

        using var again = await host.SignInAsync(officer);
        await client.PostFormAsync($"/organisation/changes/suspend-account?person={officer}", "/organisation/changes/suspend-account", ("person", officer), ("reason", "待岗"));
        Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync("/complaints", Token)).StatusCode);
        Assert.Contains("已停用", (await client.PageAsync($"/organisation/people/{officer}")).Body?.TextContent, StringComparison.Ordinal);
        await client.PostFormAsync($"/organisation/changes/resume-account?person={officer}", "/organisation/changes/resume-account", ("person", officer), ("reason", "返岗"));
        Assert.Contains("可以登录", (await client.PageAsync($"/organisation/people/{officer}")).Body?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherBranch_IsRefused_AndNothingTypedIsLost()
    {
        using var client = await hosts[Database.Sqlite].SignInAsync(UnitAdministrator);

        var answer = await client.PostFormAsync("/organisation/changes/add-person", "/organisation/changes/add-person", ("name", "外行的"), ("id", "wai-hang"), ("post", "teller"), ("unit", "sub-branch-2-1"), ("reason", "入职"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.PageAsync();
        Assert.Contains("只能管理临江分行及其下级", page.Body?.TextContent, StringComparison.Ordinal);
        Assert.Equal("外行的", page.QuerySelector("input[name=name]")?.GetAttribute("value"));
    }

    [Theory]
    [InlineData("complaint-officer@branch-1")]
    [InlineData("administrator@head-office")]
    [InlineData("executive@head-office")]
    public async Task Pages_OfTheOrganisation_AreThereForItsAdministratorsOnly(string who)
    {
        using var client = await hosts[Database.Sqlite].SignInAsync(who);

        foreach (var path in new[] { "", "/people", "/people/someone", "/delegates", "/changes", "/changes/add-person", "/import", "/export", "/template" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/organisation" + path, Token)).StatusCode);
        }
    }

    [Theory]
    [InlineData("auditor@head-office")]
    [InlineData("audit-administrator@head-office")]
    public async Task Auditors_ReadTheOrganisation_AndChangeNothing(string who)
    {
        using var client = await hosts[Database.Sqlite].SignInAsync(who);

        foreach (var path in new[] { "", "/people", "/delegates", "/changes", "/export" })
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/organisation" + path, Token)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/organisation/changes/add-person", Token)).StatusCode);
    }

    [Theory]
    [InlineData(UnitAdministrator)]
    [InlineData(Security)]
    [InlineData("audit-administrator@head-office")]
    [InlineData("administrator@head-office")]
    public async Task Administrators_SeeNoCase(string who)
    {
        var host = hosts[Database.Sqlite];
        var number = await Work.Branch.RegisterAsync(host, "teller@sub-branch-1-1", "排队太久", "郑一", "13700000001");
        using var client = await host.SignInAsync(who);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/complaints/{number}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/complaints", Token)).StatusCode);
    }

    [Fact]
    public async Task Exported_PeopleCanBeReadAgain_AndAVacantPostIsShown()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(UnitAdministrator);

        var rows = SheetFile.Read(await client.GetByteArrayAsync(OrganisationLinks.Export, Token));

        Assert.Equal(PeopleSheet.Heads, rows[0]);
        Assert.Equal(host.House.Institution.PeopleWithin("branch-1").SelectMany(person => person.Posts).Count(post => host.House.Institution.IsAtOrAbove("branch-1", post.Unit)), rows.Count - 1);
        Assert.DoesNotContain(rows, row => row.Contains(host.House.Institution.Person(host.Actor("executive@head-office").Person)!.Name));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public async Task Table_WithAWrongLine_ImportsNothing_AndARightOneAll(string encoding)
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(Security);
        var id = "dao-ru-" + encoding;

        var refused = await ImportAsync(client, encoding, $"姓名,账号,岗位,单位\n导入一,{id}-1,柜员,sub-branch-1-1\n导入二,{id}-2,柜员,没有的支行\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("第 3 行：没有名为“没有的支行”的单位", (await refused.PageAsync()).Body?.TextContent, StringComparison.Ordinal);
        Assert.Null(host.House.Institution.Person(id + "-1"));

        Assert.Equal(HttpStatusCode.Found, (await ImportAsync(client, encoding, $"姓名,账号,岗位,单位\n导入一,{id}-1,柜员,sub-branch-1-1\n导入一,{id}-1,complaint-officer,branch-1\n")).StatusCode);

        Assert.Equal(2, host.House.Institution.Person(id + "-1")?.Posts.Count);
    }

    [Fact]
    public async Task Units_OfATable_StandBelowThoseOfEarlierLines_AndAreExportedAgain()
    {
        var host = hosts[Database.Sqlite];
        using var client = await host.SignInAsync(Security);

        var refused = await ImportAsync(client, "utf-8", "名称,编号,类型,上级单位\n东港分行,branch-7,分行,head-office\n东港一支行,sub-branch-7-1,支行,branch-8\n");
        Assert.Contains("第 3 行：没有可以作上级的单位“branch-8”", (await refused.PageAsync()).Body?.TextContent, StringComparison.Ordinal);

        await ImportAsync(client, "utf-8", "名称,编号,类型,上级单位\n东港分行,branch-7,分行,head-office\n东港一支行,sub-branch-7-1,支行,branch-7\n");

        Assert.Equal("branch-7", host.House.Institution.Unit("sub-branch-7-1")?.Parent);
        var rows = SheetFile.Read(await client.GetByteArrayAsync(OrganisationLinks.ExportUnits, Token));
        Assert.Contains(rows, row => row.Take(4).SequenceEqual(["东港一支行", "sub-branch-7-1", "支行", "branch-7"]));
    }

    private static async Task<HttpResponseMessage> ImportAsync(HttpClient client, string encoding, string text)
    {
        var bytes = (encoding == "utf-8" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(encoding)!).GetBytes(text);
        return await client.PostFileAsync("/organisation/import", "/organisation/import", "人员.csv", bytes, ("reason", "建账"));
    }
}
