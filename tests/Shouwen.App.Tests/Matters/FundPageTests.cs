using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Tests.Web;
using Shouwen.App.Tests.Work;
using Shouwen.Domain.Actions;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Matters;

/// <summary>What the fund's page, the approval and the form of a payment say of it, on both databases.</summary>
public sealed class FundPageTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Officer = BranchFixture.OutletOfficer, LeadingGroup = BranchFixture.LeadingGroup, Executive = "executive@head-office";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Fund_WithCommitmentsBeyondIt_WarnsAndNamesWhoSigned(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind); // the fund is one
        await SetBudgetAsync(host, 1000);
        var (small, large) = (await ProposedAsync(host, "400"), await ProposedAsync(host, "900"));
        await Branch.DoAsync(host, small, LeadingGroup, "approve");
        await Branch.DoAsync(host, small, Officer, "compensate", ("amount", "400"), ("from-fund", "true"));

        using var client = await host.SignInAsync(Executive);
        var page = await client.PageAsync("/matters/fund/JJ2026");

        Assert.Equal(["1,000.00", "400.00", "600.00", "900.00", "-300.00"], page.QuerySelectorAll(".sw-kpis dd").Select(figure => figure.TextContent));
        Assert.Contains("超过余额 600.00 元", page.QuerySelector(".sw-fund-warning")?.TextContent, StringComparison.Ordinal);
        var rows = page.QuerySelectorAll("tbody tr").ToList();
        Assert.Contains(rows, row => row.TextContent.Contains("支付赔付", StringComparison.Ordinal) && row.TextContent.Contains("庄佑安", StringComparison.Ordinal) && row.QuerySelector($"a[href='/complaints/{small}']") is not null);
        Assert.Contains(rows, row => row.ClassList.Contains("is-over") && row.TextContent.Contains(large, StringComparison.Ordinal));
        Assert.NotNull(page.QuerySelector("a[href='/matters/fund/JJ2026/set-budget?year=2026']"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Signer_SeesTheBalanceAndHowFarTheAuthorityReaches(Database kind)
    {
        var host = hosts[kind];
        await SetBudgetAsync(host, 5000);
        var number = await ProposedAsync(host, "1200");

        using var client = await host.SignInAsync(LeadingGroup);
        var card = (await client.PageAsync("/approvals")).GetElementById(number)?.QuerySelector(".sw-fund")?.TextContent;
        using var officer = await host.SignInAsync(Officer);
        var form = (await officer.PageAsync($"/complaints/{number}/compensate")).QuerySelector(".sw-fund")?.TextContent;

        Assert.Contains("支行领导小组批准专项基金赔付的权限（元，一件投诉合计）：1,000.00 元", card, StringComparison.Ordinal);
        Assert.Contains("届时会被拒绝：超出支行领导小组的批准权限", card, StringComparison.Ordinal);
        Assert.Contains("基金余额", form, StringComparison.Ordinal);
        Assert.DoesNotContain("批准专项基金赔付的权限", form, StringComparison.Ordinal); // nobody has signed yet
    }

    [Fact]
    public async Task Fund_IsSeenByThoseWhoSignAndAuditors_NotByTellers()
    {
        await SetBudgetAsync(hosts[Database.Sqlite], 100);
        foreach (var (who, sees) in new[] { (LeadingGroup, true), ("auditor@head-office", true), (BranchFixture.Teller, false), (Officer, false) })
        {
            using var client = await hosts[Database.Sqlite].SignInAsync(who);
            Assert.Equal(sees, (await client.GetAsync("/matters/fund/JJ2026", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        }
    }

    private static Task SetBudgetAsync(TestHost host, int amount) => DoAsync(host, null, Executive, "set-budget", ("year", Text("2026")), ("amount", Text($"{amount}")));

    private static async Task<string> ProposedAsync(TestHost host, string amount)
    {
        var number = await Branch.RegisterAsync(host, Officer, "柜面多扣手续费，要求退还", "吴小满", "13900000011");
        await Branch.DoAsync(host, number, Officer, "accept");
        await Branch.DoAsync(host, number, Officer, "classify", ("category", "service-flow"), ("severity", "moderate"), ("timeliness", "immediate"), ("content", "other"));
        foreach (var method in new[] { "customer-contact", "interview", "records" })
        {
            await Branch.DoAsync(host, number, Officer, "record-finding", ("method", method), ("text", "核对流水属实"));
        }

        await Branch.DoAsync(host, number, "risk-officer@risk", "conclude-investigation", ("outcome", "upheld"), ("cause", "参数有误"), ("text", "属实"));
        await DoAsync(host, number, Officer, "propose", ("text", Text("退还手续费并致歉")), ("compensation", Map(("amount", Text(amount)), ("from-fund", Text("true")))));
        return number;
    }

    private static async Task DoAsync(TestHost host, string? number, string by, string action, params (string, Raw)[] fields) =>
        Assert.IsType<Done>(await host.Services.GetRequiredService<ComplaintHandler>().HandleAsync(new(action, Map(fields), host.Actor(by)) { Number = number }, TestContext.Current.CancellationToken));

    private static RawScalar Text(string text) => new(text, true, default);

    private static RawMap Map(params (string Name, Raw Value)[] values) => new(values.ToDictionary(pair => pair.Name, pair => pair.Value), new Dictionary<string, Position>(), default);
}
