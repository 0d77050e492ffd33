using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Tests.Web;
using Shouwen.Storage.Outbox;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Work;

/// <summary>What the rules send leaves the house as a file, and what does not is shown to whoever runs the system, without its words.</summary>
public sealed class MessageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task HotlineComplaint_OnAMaturedProduct_ReachesTheLeaderByTextMessage(Database kind)
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-sms").FullName;
        await using var host = await TestHost.StartAsync(kind, ("Shouwen:SmsFolder", folder));
        using var hotline = await ApiCaller.AsAsync(host, "hotline-agent@hotline");
        var number = await hotline.RegisterAsync(("channel", "hotline"), ("about", new { unit = "sub-branch-1-1", product = "稳健增利 2025-03" }), ("facts", new Dictionary<string, object> { ["product-matured"] = true }));

        await host.Services.GetRequiredService<OutboxDelivery>().RunAsync(Token);

        var file = Assert.Single(Directory.GetFiles(folder));
        var sent = JsonDocument.Parse(await File.ReadAllTextAsync(file, Token)).RootElement;
        var leader = host.House.Institution.Person(host.Actor("group-leader@branch-1").Person)!; // the bank has one
        Assert.Equal((leader.Phone, leader.Name), (sent.GetProperty("to").GetString(), sent.GetProperty("name").GetString()));
        Assert.Contains(number, sent.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("WM-13", sent.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", sent.GetProperty("text").GetString(), StringComparison.Ordinal);
        using var administrator = await host.SignInAsync("administrator@head-office");
        Assert.Contains("都送出去了", (await administrator.PageAsync("/outbox")).Body?.TextContent, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Message_GivenUp_IsSentAgainByTheAdministrator_WhoNeverReadsIt()
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-sms").FullName;
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:SmsFolder", folder));
        using var hotline = await ApiCaller.AsAsync(host, "hotline-agent@hotline");
        await hotline.RegisterAsync(("channel", "hotline"), ("about", new { unit = "sub-branch-1-1", product = "稳健增利 2025-03" }), ("facts", new Dictionary<string, object> { ["product-matured"] = true }));
        Directory.Delete(folder, recursive: true);
        for (var tries = 1; tries <= OutboxDelivery.MostTries; tries++)
        {
            await host.Services.GetRequiredService<OutboxDelivery>().RunAsync(Token);
            host.Clock.Advance(OutboxDelivery.Pause(tries));
        }

        using var administrator = await host.SignInAsync("administrator@head-office");
        var page = await administrator.PageAsync("/outbox");
        Assert.Contains("已停发", page.Body?.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("到期产品投诉", page.Body?.TextContent, StringComparison.Ordinal);
        var form = page.QuerySelector("td.is-act a")!.GetAttribute("href")!; // given up: it has a link
        Directory.CreateDirectory(folder);
        await administrator.PostFormAsync(form, form.Split('?')[0], ("message", Uri.UnescapeDataString(form.Split('=')[1])), ("reason", "文件夹恢复了"));
        await host.Services.GetRequiredService<OutboxDelivery>().RunAsync(Token);

        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }
}
