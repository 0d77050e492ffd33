using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Shouwen.App.Import;
using Shouwen.App.Tests.Institutions;
using Shouwen.App.Tests.Work;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>Whatever somebody writes into any field, pages show it as text and files hold it as text.</summary>
public sealed class PayloadTests
{
    private const string Teller = "teller@sub-branch-1-1", Officer = "complaint-officer@branch-1", UnitAdministrator = "unit-administrator@branch-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("PastBug", "35")]
    public async Task EveryText_OfEveryField_IsShownAsTextOnEveryPage()
    {
        await using var host = await StartAsync();
        await RenameAsync(host);
        var numbers = await RegisterAsync(host);
        await WorkAsync(host, numbers[0]);
        var (pages, faults) = (0, new List<string>());

        foreach (var who in new[] { Officer, UnitAdministrator })
        {
            using var client = await host.SignInAsync(who);
            string[] tabs = who == UnitAdministrator ? [] : ["", "?tab=investigation", "?tab=proposal", "?tab=answer", "?tab=files"];
            var found = await new PageWalk(client, 1).FromAsync(["/", "/complaints?sort=newest", "/notices", "/approvals", .. tabs.Select(tab => $"/complaints/{numbers[0]}{tab}")]);
            pages += found.Count;
            faults.AddRange(found.SelectMany(page => CleanPage.Faults(page.Key, page.Value)));
        }

        using var officer = await host.SignInAsync(Officer);
        foreach (var path in numbers.Select(number => $"/complaints/{number}"))
        {
            faults.AddRange(CleanPage.Faults(path, await officer.GetStringAsync(path, Token)));
        }

        foreach (var text in Payloads.All.Where((_, i) => i % 15 == 0).Select(Uri.EscapeDataString))
        {
            foreach (var path in new[] { $"/complaints?q={text}", $"/complaints/new?summary={text}", $"/sign-in?to={text}&account={text}", $"/{text}" })
            {
                faults.AddRange(CleanPage.Faults(path, await (await officer.GetAsync(path, Token)).Content.ReadAsStringAsync(Token)));
            }
        }

        Assert.True(pages > 30, $"Only {pages} pages were found.");
        Assert.Empty(faults);
    }

    [Fact]
    [Trait("PastBug", "39")]
    public async Task EveryText_InAnExportedFile_IsNoFormula()
    {
        await using var host = await StartAsync();
        using var administrator = await host.SignInAsync(UnitAdministrator);
        foreach (var (text, i) in Payloads.Formulas.Select((text, i) => (text, i)))
        {
            await Branch.RegisterAsync(host, Teller, text + $" 第 {i} 件", text, $"1390000010{i}");
            await administrator.PostFormAsync("/organisation/changes/add-person", "/organisation/changes/add-person", ("name", text), ("id", $"formula-{i}"), ("staff-number", text), ("title", text), ("phone", text), ("post", "teller"), ("unit", "sub-branch-1-1"), ("reason", "测试"));
        }

        using var officer = await host.SignInAsync(Officer);
        var csv = Encoding.UTF8.GetString(await (await host.ExportAsync(officer, "=1+1")).Content.ReadAsByteArrayAsync(Token)).TrimStart('\ufeff');
        var book = await administrator.GetByteArrayAsync("/organisation/export", Token);

        var cells = csv.Split("\r\n").SelectMany(line => line.Split("\",\"").Select(cell => cell.Trim('"'))).Where(cell => cell.Length > 0).ToList();
        Assert.True(cells.Count > 100, $"Only {cells.Count} cells were found.");
        Assert.DoesNotContain(cells, cell => "=+-@＝".Contains(cell.FirstOrDefault(letter => letter > ' ' && letter != '\u200b'), StringComparison.Ordinal));
        using var document = SpreadsheetDocument.Open(new MemoryStream(book), false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<CellFormula>());
        Assert.All(sheet.Descendants<Cell>(), cell => Assert.Equal(CellValues.InlineString, cell.DataType!.Value));
        Assert.Contains(SheetFile.Read(book), row => row[0] == "=1+1");
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(Database.Sqlite, ("Shouwen:RequestsPerMinute", "10000000"));

    // People and units have names that others typed.
    private static async Task RenameAsync(TestHost host)
    {
        using var administrator = await host.SignInAsync("security-administrator@head-office");
        await ChangeAsync("change-unit", ("unit", "sub-branch-1-1"), ("name", Payloads.All[2]), ("address", Payloads.All[28]), ("phone", Payloads.All[54]));
        await ChangeAsync("change-person", ("person", host.Actor(Teller).Person), ("name", Payloads.All[3]), ("title", Payloads.All[29]), ("staff-number", Payloads.All[55]));
        await ChangeAsync("change-person", ("person", host.Actor(Officer).Person), ("name", Payloads.All[81]), ("title", Payloads.All[5]));
        await ChangeAsync("add-person", ("name", Payloads.All[30]), ("id", "payload-person"), ("title", Payloads.All[31]), ("phone", Payloads.All[4]), ("post", "teller"), ("unit", "sub-branch-1-1"));

        async Task ChangeAsync(string action, params (string, string)[] fields)
        {
            var answer = await administrator.PostFormAsync($"/organisation/changes/{action}", $"/organisation/changes/{action}", [.. fields, ("reason", Payloads.All[80])]);
            Assert.True((int)answer.StatusCode is 302, $"{action}: {(await answer.PageAsync()).QuerySelector(".sw-errors")?.TextContent}");
        }
    }

    // Three at a time, in different fields.
    private static async Task<IReadOnlyList<string>> RegisterAsync(TestHost host)
    {
        using var teller = await ApiCaller.AsAsync(host, Teller);
        var numbers = new List<string>();
        foreach (var three in Payloads.All.Chunk(3))
        {
            numbers.Add(await teller.RegisterAsync(("summary", three[0]), ("demands", three[1]), ("place", three[2]), ("about", new { product = three[0], business = three[1] }), ("representatives", new[] { three[2] }),
                ("complainants", new[] { new { name = three[1], phone = "13800138000", email = three[2], address = three[0], onBehalfOf = three[1], authority = three[2] } })));
        }

        return numbers;
    }

    private static async Task WorkAsync(TestHost host, string number)
    {
        using var teller = await ApiCaller.AsAsync(host, Teller);
        using var officer = await ApiCaller.AsAsync(host, Officer);
        (string Action, (string, object)[] Fields)[] acts =
        [
            ("accept", []), ("note", [("text", Payloads.All[0])]), ("urge", [("text", Payloads.All[1])]), ("record-finding", [("method", "records"), ("text", Payloads.All[2]), ("evidence", new[] { Payloads.All[3] })]), ("record-contact", [("means", "phone"), ("note", Payloads.All[4]), ("reached", true)]),
            ("ask-co-handler", [("unit", "risk"), ("question", Payloads.All[5])]), ("add-material", [("text", Payloads.All[6])]), ("customer-response", [("accepts", false), ("reason", Payloads.All[7])]), ("correct", [("fields", new { summary = Payloads.All[8] }), ("reason", Payloads.All[9])]),
            ("propose", [("text", Payloads.All[10])]), ("recuse", [("person", host.Actor("unit-head@branch-1").Person), ("reason", Payloads.All[11])]),
        ];
        var done = 0;
        foreach (var (action, fields) in acts)
        {
            done += (await officer.TryAsync(number, action, fields)).IsSuccessStatusCode ? 1 : 0;
        }

        Assert.True(done >= 7, $"Only {done} acts were done.");
        Assert.True((await PastBugs.PastBugFixture.TryAttachAsync(teller, number, "'><img src=x onerror=alert(1)>.pdf", SampleFile.Pdf)).IsSuccessStatusCode);
        Assert.True((await teller.PostAsync("/api/v1/complaints", A.Complaint(("facts", new { plate = Payloads.All[12] })))).IsSuccessStatusCode);
    }
}
