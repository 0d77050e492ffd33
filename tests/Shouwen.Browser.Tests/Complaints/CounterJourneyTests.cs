using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.Browser.Tests.Complaints;

/// <summary>A complaint at the counter, from the first word to its close, by the hands of those who must act.</summary>
public sealed class CounterJourneyTests(ChromiumFixture chromium)
{
    private const string Teller = "teller@sub-branch-1-1", Risk = "risk-officer@risk", Officer = "complaint-officer@branch-1", Leaders = "leading-group@branch-1";

    private static readonly string[] Findings = ["customer-contact", "interview", "records"];

    [Fact]
    public async Task Counter_FromRegistrationToClose()
    {
        var teller = await chromium.SignedInAsync(Teller);
        await ChromiumFixture.WatchAsync(teller, nameof(Counter_FromRegistrationToClose), async () =>
        {
            var path = await RegisterAsync(teller, "13600000101", "accept");
            await ActAsync(teller, path, "classify", Choose("category", "staff-attitude"), Tick("severity", "minor"), Tick("complexity", "simple"), Tick("timeliness", "immediate"), Tick("content", "bad-attitude"));
            await ActAsync(teller, path, "acknowledge", Tick("means", "sms"), Tick("told", "acceptance"), Tick("told", "time-limit"), Tick("told", "contact"));
            foreach (var method in Findings)
            {
                await ActAsync(teller, path, "record-finding", Tick("method", method), Type("text", "情况属实"));
            }

            await ByAsync(Risk, path, "conclude-investigation", Choose("outcome", "upheld"), Type("cause", "窗口不足"), Type("text", "投诉属实"));
            await ByAsync(Officer, path, "propose", Type("text", "当面致歉，增开窗口"));
            await ByAsync(Leaders, path, "approve", Type("opinion", "同意"));
            await ByAsync(Officer, path, "answer", Tick("means", "phone"), Type("text", "我们已查清，向您道歉"), Type("basis", "服务规范第三条"), Tick("remedies-named", "true"));
            await ByAsync(Officer, path, "call-back", Tick("of", "complainant"), Tick("satisfied", "true"));
            await ByAsync(Officer, path, "close");

            await teller.GotoAsync(path);
            await Assertions.Expect(teller.Locator(".sw-head-tags")).ToContainTextAsync("已办结");
            await Assertions.Expect(teller.Locator(".sw-timeline")).ToContainTextAsync("作出调查结论“");
        });
    }

    [Fact]
    public async Task DoubleClick_MakesOneComplaint()
    {
        var page = await chromium.SignedInAsync("teller@sub-branch-1-2");
        await ChromiumFixture.WatchAsync(page, nameof(DoubleClick_MakesOneComplaint), async () =>
        {
            await FillAsync(page, "13600000102");
            await page.Locator("[data-main]").DblClickAsync();
            await page.WaitForURLAsync(url => url.Contains("/complaints/TS", StringComparison.Ordinal));

            Assert.Equal(1, await CountAsync("sub-branch-1-2"));
        });
    }

    [Fact]
    public async Task Error_KeepsTheTypedText_AndLeadsToItsField()
    {
        var page = await chromium.SignedInAsync("teller@sub-branch-1-3");
        await ChromiumFixture.WatchAsync(page, nameof(Error_KeepsTheTypedText_AndLeadsToItsField), async () =>
        {
            await FillAsync(page, "13600000103");
            await page.FillAsync("[name=amount]", "很多");
            await page.ClickAsync("[data-main]");

            await Assertions.Expect(page.Locator(".sw-errors")).ToContainTextAsync("涉及金额应为");
            await Assertions.Expect(page.Locator("[name=summary]")).ToHaveValueAsync("排队两小时没人理，要求道歉。");
            await Assertions.Expect(page.Locator("[name=amount]")).ToHaveValueAsync("很多");
            Assert.Equal(0, await CountAsync("sub-branch-1-3"));
        });
    }

    [Fact]
    public async Task Side_FollowsTheForm()
    {
        var page = await chromium.SignedInAsync("teller@sub-branch-2-1", 375, 812);
        await ChromiumFixture.WatchAsync(page, nameof(Side_FollowsTheForm), async () =>
        {
            await page.GotoAsync("/complaints/new");
            await Assertions.Expect(page.Locator("#aside")).ToContainTextAsync("请问怎么称呼您？");

            await page.FillAsync("[name='complainants[0].name']", "邓小梅");

            await Assertions.Expect(page.Locator("#aside")).Not.ToContainTextAsync("请问怎么称呼您？");
            await Assertions.Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("草稿已自动保存");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 375"), "The page is wider than the phone.");
        });
    }

    [Fact]
    public async Task Attachment_Chosen_IsListedAndDownloaded()
    {
        var page = await chromium.SignedInAsync("teller@sub-branch-2-2");
        await ChromiumFixture.WatchAsync(page, nameof(Attachment_Chosen_IsListedAndDownloaded), async () =>
        {
            var path = await RegisterAsync(page, "13600000105", "accept");
            await page.ClickAsync("a[href$='tab=files']");
            await page.SetInputFilesAsync(".sw-upload [name=file]", new FilePayload { Name = "太大.pdf", MimeType = "application/pdf", Buffer = SampleFile.PdfOf((20 * 1024 * 1024) + 1) });
            Assert.Contains("文件超过 20 MB", await page.EvalOnSelectorAsync<string>(".sw-upload [name=file]", "input => input.validationMessage"), StringComparison.Ordinal);

            await page.SetInputFilesAsync(".sw-upload [name=file]", new FilePayload { Name = "申请书😀.pdf", MimeType = "application/pdf", Buffer = SampleFile.Pdf });
            await page.ClickAsync(".sw-upload button");

            await Assertions.Expect(page.Locator("[id^=file-]")).ToContainTextAsync("申请书😀.pdf");
            Assert.EndsWith(path + "?tab=files#files", page.Url, StringComparison.Ordinal);
            var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[id^=file-] a"));
            Assert.Equal("申请书😀.pdf", download.SuggestedFilename);
            Assert.Equal(SampleFile.Pdf, await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        });
    }

    private static Func<IPage, Task> Type(string name, string text) => page => page.FillAsync($"[name='{name}']", text);

    private static Func<IPage, Task> Tick(string name, string value) => page => page.CheckAsync($"[name='{name}'][value='{value}']");

    private static Func<IPage, Task> Choose(string name, string value) => page => page.SelectOptionAsync($"[name='{name}']", value);

    private static async Task FillAsync(IPage page, string phone)
    {
        await page.GotoAsync("/complaints/new");
        await page.FillAsync("[name=summary]", "排队两小时没人理，要求道歉。");
        await page.FillAsync("[name='complainants[0].name']", "邓小梅");
        await page.FillAsync("[name='complainants[0].phone']", phone);
        await page.FillAsync("[name=occurred-at]", "2026-03-01T10:00");
    }

    private static async Task<string> RegisterAsync(IPage page, string phone, string button)
    {
        await FillAsync(page, phone);
        await page.ClickAsync($"button[value={button}]");
        await page.WaitForURLAsync(url => url.Contains("/complaints/TS", StringComparison.Ordinal));
        return new Uri(page.Url).AbsolutePath;
    }

    private async Task ByAsync(string who, string path, string action, params Func<IPage, Task>[] fields)
    {
        var page = await chromium.SignedInAsync(who);
        await ChromiumFixture.WatchAsync(page, action, () => ActAsync(page, path, action, fields));
        await page.Context.CloseAsync();
    }

    // Ends on the case, which says that it is on record; a refusal would leave the form on screen.
    private static async Task ActAsync(IPage page, string path, string action, params Func<IPage, Task>[] fields)
    {
        await page.GotoAsync($"{path}/{action}");
        foreach (var field in fields)
        {
            await field(page);
        }

        await page.ClickAsync("[data-main]");
        await Assertions.Expect(page.Locator(".sw-flash")).ToContainTextAsync("已记录");
    }

    private async Task<int> CountAsync(string unit)
    {
        await using var db = await chromium.Host.Services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Complaints.CountAsync(row => row.AcceptingUnit == unit, TestContext.Current.CancellationToken);
    }
}
