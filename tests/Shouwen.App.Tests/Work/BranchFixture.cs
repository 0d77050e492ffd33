using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Domain.Actions;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Work;

/// <summary>A morning of the sample bank, on each database: what the screens of work are about, registered through the one handler.</summary>
public sealed class BranchFixture : IAsyncLifetime
{
    public const string Teller = "teller@sub-branch-1-1";
    public const string Officer = "complaint-officer@branch-1";
    public const string OutletOfficer = "complaint-officer@sub-branch-1-1";
    public const string LeadingGroup = "leading-group@sub-branch-1-1";
    public const string Compliance = "compliance-officer@compliance";
    public const string Auditor = "auditor@head-office";
    public const string Stranger = "complaint-officer@branch-2";

    private readonly Dictionary<Database, Branch> branches = [];

    public Branch this[Database kind] => branches[kind];

    public async ValueTask InitializeAsync()
    {
        foreach (var kind in Enum.GetValues<Database>())
        {
            branches[kind] = await Branch.OpenAsync(await TestHost.StartAsync(kind));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var branch in branches.Values)
        {
            await branch.Host.DisposeAsync();
        }
    }
}

/// <param name="Proposed">Waits for the leading group's signature.</param>
/// <param name="Offered">Handed over to the branch's officer, not taken yet.</param>
/// <param name="Asked">The risk department was asked to contribute.</param>
/// <param name="Elsewhere">Of another branch.</param>
public sealed record Branch(TestHost Host, string Proposed, string Offered, string Asked, string Elsewhere)
{
    public static async Task<Branch> OpenAsync(TestHost host)
    {
        var proposed = await RegisterAsync(host, BranchFixture.OutletOfficer, "柜面开户等待两小时，叫号机故障未提示", "钱小芳", "13900000001");
        await DoAsync(host, proposed, BranchFixture.OutletOfficer, "accept");
        await DoAsync(host, proposed, BranchFixture.OutletOfficer, "classify", ("category", "service-flow"), ("severity", "moderate"), ("timeliness", "immediate"), ("content", "other"));
        foreach (var method in new[] { "customer-contact", "interview", "records" })
        {
            await DoAsync(host, proposed, BranchFixture.OutletOfficer, "record-finding", ("method", method), ("text", "叫号机记录属实"));
        }

        await DoAsync(host, proposed, "risk-officer@risk", "conclude-investigation", ("outcome", "upheld"), ("cause", "设备故障"), ("text", "属实"));
        await DoAsync(host, proposed, BranchFixture.OutletOfficer, "propose", ("text", "向客户道歉并更换叫号机"));
        var offered = await RegisterAsync(host, BranchFixture.Teller, "=HYPERLINK(\"http://evil\") 网银扣费说不清", "孙大为", "13900000002");
        await DoAsync(host, offered, BranchFixture.Teller, "hand-over", ("to", BranchFixture.Officer), ("note", "客户要求分行答复"));
        var asked = await RegisterAsync(host, BranchFixture.Teller, "夜间被盗刷两笔，要求先行垫付", "李强", "13900000003");
        await DoAsync(host, asked, BranchFixture.Teller, "ask-co-handler", ("unit", "risk"), ("question", "请提供告警记录"));
        var elsewhere = await RegisterAsync(host, "teller@sub-branch-2-1", "望川支行不受理残币兑换", "周一一", "13900000004");
        return new(host, proposed, offered, asked, elsewhere);
    }

    public static async Task<string> RegisterAsync(TestHost host, string by, string summary, string name, string phone)
    {
        var complainants = new RawList([Map(("name", Text(name)), ("phone", Text(phone)))], default);
        var input = Map(("channel", Text("counter")), ("summary", Text(summary)), ("complainants", complainants), ("severity", Text("moderate")), ("category", Text("service-flow")), ("occurred-at", Text("2026-03-02 09:00")));
        return Assert.IsType<Done>(await host.Services.GetRequiredService<ComplaintHandler>().HandleAsync(new("register", input, host.Actor(by)), CancellationToken.None)).Number;
    }

    public static async Task DoAsync(TestHost host, string number, string by, string action, params (string Name, string Value)[] fields)
    {
        var input = Map([.. fields.Select(field => (field.Name, (Raw)Text(field.Value)))]);
        var result = await host.Services.GetRequiredService<ComplaintHandler>().HandleAsync(new(action, input, host.Actor(by)) { Number = number }, CancellationToken.None);
        Assert.True(result is Done, $"{action}: {(result is Refused refused ? string.Join("; ", refused.Refusals) : result)}");
    }

    private static RawScalar Text(string text) => new(text, true, default);

    private static RawMap Map(params (string Name, Raw Value)[] values) => new(values.ToDictionary(pair => pair.Name, pair => pair.Value), new Dictionary<string, Position>(), default);
}

internal static class Pressing
{
    /// <summary>Sends the form of a page that is asked for, as a browser without scripts: hidden fields, ticked boxes and these values.</summary>
    public static Task<HttpResponseMessage> PressAsync(this HttpClient client, IHtmlDocument page, string path, string form, params (string Name, string Value)[] values)
    {
        var found = page.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"{path} has no {form}: {page.QuerySelector("main")?.TextContent.Trim()}");
        var given = found.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Type is "hidden" || input is { Type: "checkbox", IsChecked: true, Name: not null }).Select(input => (Name: input.Name!, input.Value));
        var fields = given.Where(field => field.Name is { Length: > 0 } && !values.Any(value => value.Name == field.Name)).Concat(values).Select(field => KeyValuePair.Create(field.Name, field.Value));
        return client.PostAsync(found.GetAttribute("action") ?? path, new FormUrlEncodedContent(fields));
    }
}
