using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Api;

public sealed class AttachmentTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private const string Complaints = "/api/v1/complaints";

    public static TheoryData<Database> Databases => HostFixture.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task File_Sent_IsListedAndComesBack(Database kind)
    {
        using var teller = await ApiCaller.AsAsync(hosts[kind], "teller@sub-branch-1-1");
        var number = await teller.RegisterAsync();

        var answer = await SendAsync(teller, number, "卡号6222020012345678901.docx", SampleFile.Docx, ("description", "客户提供"), ("happenedAt", "2026-03-02T09:30:00+08:00"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var data = (await answer.JsonAsync()).GetProperty("entries")[0].GetProperty("data");
        Assert.Equal(Hash(SampleFile.Docx), data.GetProperty("sha256").GetString());
        var file = Assert.Single((await teller.GetAsync($"{Complaints}/{number}/attachments")).EnumerateArray());
        Assert.Equal((SampleFile.Docx.Length, Hash(SampleFile.Docx), "客户提供"), (file.GetProperty("size").GetInt32(), file.GetProperty("sha256").GetString(), file.GetProperty("description").GetString()));
        Assert.DoesNotContain("6222020012345678901", file.ToString(), StringComparison.Ordinal);
        var position = file.GetProperty("position").GetInt32();
        var download = await teller.Client.GetAsync($"{Complaints}/{number}/attachments/{position}", TestContext.Current.CancellationToken);
        Assert.Equal(SampleFile.Docx, await download.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal((file.GetProperty("contentType").GetString(), "default-src 'none'; frame-ancestors 'none'; sandbox"), (download.Header("Content-Type"), download.Header("Content-Security-Policy")));
        await using var db = hosts[kind].Database.CreateDbContext();
        Assert.True(await db.AccessLog.AnyAsync(row => row.Number == number && row.What == $"attachment {position}", TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task SameKey_SentAgain_AttachesOnce(Database kind)
    {
        using var teller = await ApiCaller.AsAsync(hosts[kind], "teller@sub-branch-1-1");
        var number = await teller.RegisterAsync();
        var (version, key) = (await teller.VersionAsync(number), Guid.NewGuid().ToString());

        var first = await SendAsync(teller, number, "函.pdf", SampleFile.Pdf, version, key);
        var again = await SendAsync(teller, number, "函.pdf", SampleFile.Pdf, version, key);
        var other = await SendAsync(teller, number, "函.pdf", SampleFile.PdfOf(900), version, key);

        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity), (first.StatusCode, again.StatusCode, other.StatusCode));
        Assert.Equal("idempotency-key-reused", await CodeAsync(other));
        Assert.Single((await teller.GetAsync($"{Complaints}/{number}/attachments")).EnumerateArray());
    }

    [Fact]
    public async Task Body_ThatIsNoFormOrHasNoFile_IsRefusedSayingWhat()
    {
        using var teller = await ApiCaller.AsAsync(hosts[Database.Sqlite], "teller@sub-branch-1-1");
        var number = await teller.RegisterAsync();

        var json = await teller.TryAsync(number, "attach", ("file", "函.pdf"));
        var unknown = await SendAsync(teller, number, "函.pdf", SampleFile.Pdf, ("descripton", "拼错"));
        var none = await SendAsync(teller, number, "", []);
        var wrong = await SendAsync(teller, number, "照片.png", SampleFile.Jpeg);
        var misplaced = await PostAsync(teller, number, new MultipartFormDataContent { { new ByteArrayContent(SampleFile.Pdf), "attachment", "函.pdf" } }, await teller.VersionAsync(number), Guid.NewGuid().ToString());

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (json.StatusCode, await CodeAsync(json)));
        Assert.Equal(["descripton unknown"], await ErrorsAsync(unknown));
        Assert.Equal(["file missing"], await ErrorsAsync(none));
        Assert.Equal(["file malformed"], await ErrorsAsync(wrong));
        Assert.Equal(["attachment unknown", "file missing"], await ErrorsAsync(misplaced));
        Assert.Empty((await teller.GetAsync($"{Complaints}/{number}/attachments")).EnumerateArray());
    }

    [Fact]
    public async Task TwoFiles_InOneForm_AreRefusedAndLeaveNothing()
    {
        using var teller = await ApiCaller.AsAsync(hosts[Database.Sqlite], "teller@sub-branch-1-1");
        var number = await teller.RegisterAsync();
        var form = Browsing.FileForm("一.pdf", SampleFile.Pdf);
        form.Add(new ByteArrayContent(SampleFile.Pdf), "file", "二.pdf");

        var answer = await PostAsync(teller, number, form, await teller.VersionAsync(number), Guid.NewGuid().ToString());

        Assert.Contains("一次只能上传一个文件", (await answer.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty((await teller.GetAsync($"{Complaints}/{number}/attachments")).EnumerateArray());
    }

    [Fact]
    public async Task Files_OfAComplaintOutOfSight_DoNotExist()
    {
        using var teller = await ApiCaller.AsAsync(hosts[Database.Sqlite], "teller@sub-branch-1-1");
        using var stranger = await ApiCaller.AsAsync(hosts[Database.Sqlite], "complaint-officer@branch-2");
        var number = await teller.RegisterAsync();
        await SendAsync(teller, number, "函.pdf", SampleFile.Pdf);
        var position = (await teller.GetAsync($"{Complaints}/{number}/attachments"))[0].GetProperty("position").GetInt32();

        foreach (var path in new[] { "attachments", $"attachments/{position}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"{Complaints}/{number}/{path}", TestContext.Current.CancellationToken)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(stranger, number, "函.pdf", SampleFile.Pdf, "\"1\"", "k")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await teller.Client.GetAsync($"{Complaints}/{number}/attachments/1", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiCaller caller, string number, string name, byte[] content, params (string, string)[] values) =>
        await PostAsync(caller, number, Browsing.FileForm(name, content, values), await caller.VersionAsync(number), Guid.NewGuid().ToString());

    private static Task<HttpResponseMessage> SendAsync(ApiCaller caller, string number, string name, byte[] content, string? version, string key) =>
        PostAsync(caller, number, Browsing.FileForm(name, content), version, key);

    private static Task<HttpResponseMessage> PostAsync(ApiCaller caller, string number, HttpContent form, string? version, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Complaints}/{number}/attach") { Content = form };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return caller.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.JsonAsync()).GetProperty("code").GetString();

    private static async Task<IEnumerable<string>> ErrorsAsync(HttpResponseMessage answer) =>
        (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("path").GetString()} {error.GetProperty("code").GetString()}");

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
