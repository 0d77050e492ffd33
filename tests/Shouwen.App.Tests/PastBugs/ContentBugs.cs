using System.IO.Compression;
using System.Net;
using System.Text;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Import;
using Shouwen.Testing;
using static Shouwen.App.Tests.PastBugs.PastBugFixture;

namespace Shouwen.App.Tests.PastBugs;

/// <summary>Texts and files that did something to others.</summary>
public sealed class ContentBugs(PastBugFixture bugs) : IClassFixture<PastBugFixture>
{
    private const string Api = "/api/v1/complaints";

    private static readonly string[] Clients = ["HttpClient", "WebRequest", "TcpClient", "WebSocket"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestHost Host => bugs.Host;

    [Fact]
    public async Task Bug37_CVE_2022_25802_AFileIsServedAsWhatItWasJudgedToBeAndNeverShown()
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        var number = await teller.RegisterAsync();
        var position = await AttachAsync(teller, number, "说明.txt", "<html><script>alert(1)</script></html>"u8.ToArray());

        var answer = await teller.Client.GetAsync($"{Api}/{number}/attachments/{position}", Token);
        var refused = await TryAttachAsync(teller, number, "页面.html", "<html><script>alert(1)</script></html>"u8.ToArray());

        Assert.Equal(("text/plain", "nosniff"), (answer.Content.Headers.ContentType?.MediaType, answer.Header("X-Content-Type-Options")));
        Assert.StartsWith("attachment", answer.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Contains("sandbox", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Theory]
    [InlineData("![x](/api/v1/complaints) <img src=\"../../sign-out\"> http://evil.example/a.png")]
    [InlineData("{{7*7}} ${7*7} #{7*7} @(7*7) <%= 7*7 %> [[7*7]] {%print(7*7)%}")]
    public async Task Bug38_CVE_2026_63006_And41_CVE_2026_34724_ATextIsShownAndNothingElse(string text)
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        using var browser = await Host.SignInAsync(Teller);
        var number = await teller.RegisterAsync(("summary", text), ("demands", text));
        await teller.DoAsync(number, "note", ("text", text));

        foreach (var path in new[] { $"/complaints/{number}", $"/complaints/{number}?tab=history", "/complaints?sort=newest" })
        {
            var page = await browser.PageAsync(path);
            Assert.Empty(page.QuerySelectorAll("img, iframe, main a[href^='http']"));
            Assert.Contains(text[..8], page.Body!.TextContent, StringComparison.Ordinal); // a page has a body
            Assert.DoesNotContain("49 ", page.Body.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r\n=1")]
    [InlineData("\0=1")]
    [InlineData("\u00a0=1")]
    [InlineData("\ufeff=1")]
    [InlineData("\u200b=1")]
    [InlineData("＝1")]
    [InlineData("\"=1")]
    [InlineData("a\",=1,\"")]
    [InlineData("=cmd|' /C calc'!A0")]
    public void Bug39_CVE_2019_14749_And_CVE_2025_61873_NoCellBeginsAFormula(string text)
    {
        var line = Encoding.UTF8.GetString(Csv.Write([[text, "end"]])).TrimStart('\ufeff');
        var (cell, rest) = Unquote(line);

        var first = cell.FirstOrDefault(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not ('\ufeff' or '\u200b'));

        Assert.DoesNotContain(first, "=+-@＝＋－＠");
        Assert.Equal(",\"end\"\r\n", rest);
    }

    [Theory]
    [InlineData("sort")]
    [InlineData("q")]
    [InlineData("number")]
    [InlineData("phone")]
    [InlineData("name")]
    [InlineData("unit")]
    [InlineData("clause")]
    [InlineData("channel")]
    [InlineData("after")]
    public async Task Bug42_CVE_2022_4427_And_CVE_2021_45811_SearchAndSortTakeNoSql(string parameter)
    {
        using var officer = await Host.SignInAsync(Officer);
        foreach (var sql in new[] { "'", "' or 1=1 --", "\") or 1=1 --", "1; drop table complaints", "number desc, (select 1)", "%' or '1'='1", "\\", "\0'" })
        {
            var answer = await officer.GetAsync($"/complaints?{parameter}={Uri.EscapeDataString(sql)}", Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.NotEmpty((await officer.PageAsync("/complaints")).QuerySelectorAll("tbody .sw-number"));
    }

    [Theory]
    [InlineData("../../../../etc/cron.d/x.txt", true)]
    [InlineData("..\\..\\x.txt", true)]
    [InlineData("/etc/passwd.txt", true)]
    [InlineData(".htaccess", false)]
    [InlineData("\u200b.htaccess", false)]
    [InlineData(".ht\u200baccess", false)]
    [InlineData("x.php\u200b", false)]
    [InlineData("x.jsp;.txt", true)]
    [InlineData("CON.txt", true)]
    public async Task Bug43_CVE_2024_32491_And_CVE_2026_27636_NamesOfFilesAreOurs(string name, bool isTaken)
    {
        using var teller = await ApiCaller.AsAsync(Host, Teller);
        var number = await teller.RegisterAsync();

        var answer = await TryAttachAsync(teller, number, name, "普通文字"u8.ToArray());

        Assert.Equal(isTaken, answer.IsSuccessStatusCode);
        var folder = Path.Combine(Host.Database.Folder, "attachments");
        Assert.All(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), file => Assert.Matches("^[0-9a-f]{8,}", Path.GetFileName(file)));
        Assert.False(File.Exists("/etc/cron.d/x.txt"));
        foreach (var file in (await teller.GetAsync($"{Api}/{number}/attachments")).EnumerateArray())
        {
            Assert.DoesNotContain(file.GetProperty("name").GetString()!, letter => letter is '/' or '\\' or '\0' or '\u200b');
            Assert.EndsWith(".txt", file.GetProperty("name").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bug44_CVE_2025_32358_TheServerAsksNoOtherForAnything() =>
        Assert.DoesNotContain(SourceCode.Files("src", "*.cs"), file => SourceCode.Text(file) is var text && Clients.Any(word => text.Contains(word, StringComparison.Ordinal)));

    [Fact]
    public async Task Bug47_CVE_2014_9472_ASmallFileThatUnpacksToALargeOneIsRefused()
    {
        var bomb = Bomb();
        Assert.True(bomb.Length < 1 << 20, "It is no small file.");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.Throws<InvalidDataException>(() => SheetFile.Read(bomb));

        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 64 << 20, "It was unpacked into memory.");
        using var client = await Host.SignInAsync("security-administrator@head-office");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostFileAsync("/organisation/import", "/organisation/import", "人员.xlsx", bomb, ("reason", "试"))).StatusCode);
    }

    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 256; i++)
            {
                entry.Write(zeros);
            }
        }

        return bytes.ToArray();
    }

    // The first cell as a spreadsheet reads it, and what follows.
    private static (string Cell, string Left) Unquote(string line)
    {
        Assert.Equal('"', line[0]);
        var cell = new StringBuilder();
        for (var i = 1; ; i++)
        {
            if (line[i] != '"')
            {
                cell.Append(line[i]);
            }
            else if (line[i + 1] == '"')
            {
                cell.Append(line[i++]);
            }
            else
            {
                return (cell.ToString(), line[(i + 1)..]);
            }
        }
    }
}
