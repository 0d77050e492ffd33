using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Import;
using Shouwen.Domain.Complaints;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Import;

/// <summary>Forty rows of the public complaint table (a work of the US government, in the public domain), and what people get wrong in tables.</summary>
public sealed class ImportTests
{
    private const string Head = "Date received,Product,Sub-product,Issue,Sub-issue,Company,State,ZIP code,Consumer consent provided?,Submitted via,Date sent to company,Company response to consumer,Timely response?,Consumer disputed?\n";

    public static TheoryData<Database> Databases => [Database.Sqlite, Database.PostgreSql];

    private static string Sample => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Import", "cfpb-sample.csv"));

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Table_IsTakenOverOnce_HoweverOftenItIsRun(Database kind)
    {
        await using var host = await StartAsync(kind);

        var first = await RunAsync(host, Sample);
        var second = await RunAsync(host, Sample);

        Assert.Equal((40, 0, 0), (first.Counts.Taken, first.Counts.Known, first.Rejected.Count));
        Assert.Equal((0, 40, 0), (second.Counts.Taken, second.Counts.Known, second.Rejected.Count));
        await using var db = host.Database.CreateDbContext();
        Assert.Equal(40, await db.Complaints.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task History_IsLateOrMetAsItWas_AndAlarmsNobody(Database kind)
    {
        await using var host = await StartAsync(kind);

        await RunAsync(host, Head + Row("7/30/2013", "Closed with explanation", "Yes") + Row("7/31/2013", "Closed with explanation", "No") + Row("8/1/2013", "Untimely response", "No"));

        await using var db = host.Database.CreateDbContext();
        var owed = await db.Obligations.Where(row => row.Clause == "CF-01").OrderBy(row => row.StartedAt).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["met", "late", "open"], owed.Select(row => row.DischargedAt is { } done ? done <= row.DueAt ? "met" : "late" : "open"));
        Assert.All(await db.Obligations.ToListAsync(TestContext.Current.CancellationToken), row => Assert.Null(row.NextAlarmAt));
        Assert.Equal([Stage.Closed, Stage.Closed, Stage.Accepted], await db.Complaints.OrderBy(row => row.ReceivedAt).Select(row => row.Stage).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("13/45/2013", "Closed", "日期")]
    [InlineData("", "Closed", "收到")]
    public async Task BadRow_IsNamedWithItsLine_AndTheOthersAreTaken(string sent, string response, string reason)
    {
        await using var host = await StartAsync(Database.Sqlite);
        var text = Head + Row("7/30/2013", "Closed", "Yes") + (sent.Length == 0 ? Row("7/30/2099", response, "Yes") : Row(sent, response, "Yes")) + Row("8/2/2013", "Closed", "Yes");

        var result = await RunAsync(host, text);

        Assert.Equal(2, result.Counts.Taken);
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal(3, rejected.Row.Line);
        Assert.Contains(reason, rejected.Reason, StringComparison.Ordinal);
    }

    private static string Row(string sent, string response, string timely) => $"7/29/2013,Mortgage,Other mortgage,\"Servicing, payments\",,Some Bank,NC,27949,N/A,Web,{sent},{response},{timely},No\n";

    private static Task<TestHost> StartAsync(Database kind) => TestHost.StartAsync(kind, ("Shouwen:Institution", "example-lender"));

    private static Task<(ImportCounts Counts, IReadOnlyList<RowResult> Rejected)> RunAsync(TestHost host, string text) =>
        Importing.RunAsync(host, Mapping.Load(Path.Combine(AppContext.BaseDirectory, "institutions", "example-lender", "cfpb-mapping.yaml")), Encoding.UTF8.GetBytes(text));
}
