using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Tests.Web;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Complaints;

/// <summary>Files on the case page, as a browser without scripts sends and gets them.</summary>
public sealed class AttachmentPageTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Teller = "teller@sub-branch-1-1";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Upload_OnTheTab_ListsTheFileAndGivesItBack(Database kind)
    {
        var (path, client) = await OpenAsync(kind);
        Assert.Contains("还没有附件", await TextAsync(client, path + "?tab=files"), StringComparison.Ordinal);

        var answer = await UploadAsync(client, path, "C:\\桌面\\王小明 申请书😀.pdf", SampleFile.Pdf, ("description", "客户签字原件"));

        Assert.Equal((HttpStatusCode.Redirect, path + "?tab=files"), (answer.StatusCode, new Uri(client.BaseAddress!, answer.Headers.Location!).PathAndQuery));
        var page = await client.PageAsync(path + "?tab=files");
        var row = Assert.Single(page.QuerySelectorAll("tbody tr[id^=file-]")).TextContent;
        Assert.All(["王小明 申请书😀.pdf", "客户签字原件", "PDF", $"{SampleFile.Pdf.Length} 字节", "2026-03-02 09:30"], words => Assert.Contains(words, row, StringComparison.Ordinal));
        var file = await client.GetAsync(page.QuerySelector<IHtmlAnchorElement>("tbody a")!.GetAttribute("href"), TestContext.Current.CancellationToken);
        Assert.Equal(SampleFile.Pdf, await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Download_Answered_NeverRunsInOurOriginAndIsWrittenDown(Database kind)
    {
        var (path, client) = await OpenAsync(kind);
        await UploadAsync(client, path, "说明😀.txt", "<script>alert(1)</script>"u8.ToArray());

        var answer = await client.GetAsync(await LinkAsync(client, path), TestContext.Current.CancellationToken);

        Assert.Equal("text/plain", answer.Header("Content-Type"));
        Assert.StartsWith("attachment; ", answer.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''%E8%AF%B4%E6%98%8E%F0%9F%98%80.txt", answer.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'; sandbox", answer.Header("Content-Security-Policy"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        await using var db = hosts[kind].Database.CreateDbContext();
        var number = path.Split('/')[^1];
        Assert.True(await db.AccessLog.AnyAsync(row => row.Number == number && row.What.StartsWith("attachment "), TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Files_OfACaseOutOfSight_DoNotExist(Database kind)
    {
        var (path, client) = await OpenAsync(kind);
        await UploadAsync(client, path, "函.pdf", SampleFile.Pdf);
        var link = await LinkAsync(client, path);
        var (own, stranger) = await OpenAsync(kind, "teller@sub-branch-2-1");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path + "/attachments/1", TestContext.Current.CancellationToken)).StatusCode); // no attachment: the registration
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path + "/attachments/99", TestContext.Current.CancellationToken)).StatusCode);
        var form = await stranger.PageAsync(own + "?tab=files");
        var token = form.QuerySelector<IHtmlInputElement>(".sw-upload [name=__RequestVerificationToken]")!.Value;
        var forced = await stranger.PostAsync(path + "/attach", Browsing.FileForm("函.pdf", SampleFile.Pdf, ("_handler", "act"), ("__RequestVerificationToken", token)), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, forced.StatusCode);
        Assert.Single((await client.PageAsync(path + "?tab=files")).QuerySelectorAll("tbody tr[id^=file-]"));
        Assert.Equal(HttpStatusCode.Redirect, (await hosts[kind].CreateClient().GetAsync(link, TestContext.Current.CancellationToken)).StatusCode); // to sign in
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Upload_Refused_SaysWhyBesideTheFieldAndKeepsTheRest(string name, string start, int more, string says)
    {
        var (path, client) = await OpenAsync(Database.Sqlite);
        byte[] content = [.. Encoding.UTF8.GetBytes(start), .. new byte[more]];

        var answer = await UploadAsync(client, path, name, content, ("description", "说明不能丢"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.PageAsync();
        var input = page.QuerySelector("input[type=file]")!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains(says, page.GetElementById("f-file-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("说明不能丢", page.QuerySelector<IHtmlTextAreaElement>("[name=description]")!.Value);
        Assert.Contains("还没有附件", await TextAsync(client, path + "?tab=files"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(hosts[Database.Sqlite].Database.Folder, "attachments", "incoming")));
    }

    public static TheoryData<string, string, int, string> Refusals => new()
    {
        { "太大.pdf", "%PDF-1.7", 20 * 1024 * 1024, "文件超过 20 MB" },
        { "照片.jpg", "<html><script>alert(1)</script>", 0, "内容是“文本”，文件名却以 .jpg 结尾" },
        { "图.svg", "<svg></svg>", 0, "不能上传 .svg 文件" },
        { "空.pdf", "", 0, "文件是空的" },
    };

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Upload_WithoutAFile_AsksForOne(Database kind)
    {
        var (path, client) = await OpenAsync(kind);

        var none = await UploadAsync(client, path, "", [], ("description", "忘了选文件"));
        var typed = await client.PostFormAsync(path + "/attach", path + "/attach", ("file", "只写了名字.pdf")); // not a form for files

        foreach (var answer in new[] { none, typed })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("请选择文件", (await answer.PageAsync()).GetElementById("f-file-error")?.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Upload_WhileOthersAct_IsNotSentBack(Database kind)
    {
        var (path, client) = await OpenAsync(kind);
        await Branch.DoAsync(hosts[kind], path.Split('/')[^1], Teller, "note", ("text", "别人先写的备注"));

        var answer = await UploadAsync(client, path, "函.pdf", SampleFile.Pdf, ("_version", "1"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Upload_Forged_LeavesNothing()
    {
        var (path, client) = await OpenAsync(Database.Sqlite);

        var answer = await client.PostAsync(path + "/attach", Browsing.FileForm("函.pdf", SampleFile.Pdf, ("_handler", "act")), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("还没有附件", await TextAsync(client, path + "?tab=files"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Download_OfADamagedFile_SaysSoAndGivesNothing(Database kind)
    {
        var (path, client) = await OpenAsync(kind);
        await UploadAsync(client, path, "函.pdf", SampleFile.PdfOf(5000));
        var stored = Directory.GetFiles(Path.Combine(hosts[kind].Database.Folder, "attachments"), "*", SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc)!;
        await File.WriteAllTextAsync(stored, "damaged", TestContext.Current.CancellationToken);

        var answer = await client.GetAsync(await LinkAsync(client, path), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("与保存时不一致", (await client.PageAsync(answer.Headers.Location!.ToString())).QuerySelector(".sw-flash")?.TextContent, StringComparison.Ordinal);
    }

    private async Task<(string Path, HttpClient Client)> OpenAsync(Database kind, string who = Teller)
    {
        var number = await Branch.RegisterAsync(hosts[kind], who, "附件测试", "王小明", "13800138000");
        return ($"/complaints/{number}", await hosts[kind].SignInAsync(who));
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, string path, string name, byte[] content, params (string, string)[] values) =>
        client.PostFileAsync(path + "?tab=files", path + "/attach", name, content, values);

    private static async Task<string> LinkAsync(HttpClient client, string path) => (await client.PageAsync(path + "?tab=files")).QuerySelector("tbody a")!.GetAttribute("href")!;

    private static async Task<string> TextAsync(HttpClient client, string path) => (await client.PageAsync(path)).Body!.TextContent; // a page has a body
}
