using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Storage.Complaints;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Work;

/// <summary>
/// What the screens of daily work read, they find by an index: a teller, a branch's officer and head office walk through their pages, and the plan of every query that was sent is looked at.
/// So a new query is held to it without being named here.
/// </summary>
public sealed partial class PlanTests
{
    private static readonly string[] Lists =
    [
        "/complaints", "/complaints?sort=due-last", "/complaints?sort=newest", "/complaints?sort=oldest", "/complaints?sort=number", "/complaints?sort=number-last", "/complaints?overdue=true", "/complaints?overdue=true&sort=newest",
        "/complaints?stage=registered", "/complaints?stage=registered&sort=newest", "/complaints?unit=branch-1", "/complaints?unit=sub-branch-1-1&sort=newest", "/complaints?channel=counter&severity=moderate&category=service-flow",
        "/complaints?from=2026-03-01&to=2026-03-31", "/complaints?clause=GD-11", "/complaints?number=TS", "/complaints?q=TS2026", "/complaints?phone=13900000001", "/complaints?q=13900000001", "/complaints?name=钱", "/complaints?q=排队", "/complaints?q=排队&sort=newest",
        "/complaints/bulk?do=urge&all=true&query=",
    ];

    private static readonly string[] Others = ["/", "/?card=today", "/?card=overdue", "/?card=grave", "/?scope=unit", "/?scope=co-handled", "/notices", "/approvals", "/exports", "/hand-overs/colleague"];

    // What a database gains rows in for as long as it lives.
    private static readonly HashSet<string> Growing = ["complaints", "complainants", "complaint_texts", "obligations", "journal", "streams", "stream_keys", "outbox", "access_log", "idempotency", "submissions", "account_events", "campaign_customers", "exports", "export_parts"];

    // Small tables are read whole and sorted, unless that is made dear.
    private const string Dear = "set enable_seqscan=off; set enable_sort=off";

    // Sorted although there may be many: what came in on the days that the reader names, in the order of due times; all of one unit without others below it, in any order. What waits for
    // approval is open work.
    private static readonly Regex[] Exceptions =
    [
        new(@"\(received_at>\? AND received_at<\?\)[\s\S]*ORDER BY ""c"".""next_due_at"""), new(@"\((responsible_unit|about_unit)=[\s\S]*""responsible_unit"" = @unit\w* OR ""c"".""about_unit"" = @unit"),
        new(@"stage""? (=|IN|= ANY) .?@stages"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task QueriesOfDailyWork_AreServedByIndexes(Database kind)
    {
        var watch = new CommandWatch();
        await using var host = await TestHost.WatchAsync(kind, watch, ("Shouwen:RequestsPerMinute", "10000000"), (TestHost.Jobs, "none"));
        watch.Forget(); // what a start asks for
        var branch = await Branch.OpenAsync(host);
        for (var i = 0; i < 35; i++)
        {
            await Branch.RegisterAsync(host, BranchFixture.Teller, $"排队太久 {i}", "吴某", "13900000010");
        }

        foreach (var who in new[] { BranchFixture.Teller, BranchFixture.Officer, "complaint-officer@customer-service", "executive@head-office" })
        {
            using var client = await host.SignInAsync(who);
            foreach (var path in Lists.Concat(Others).Append($"/complaints/{branch.Asked}"))
            {
                var page = await (await client.GetAsync(path, Token)).PageAsync();
                if (page.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next)
                {
                    await client.GetAsync(next, Token);
                }
            }

            if ((await client.PageAsync("/complaints")).QuerySelector("#export") is not null)
            {
                await host.ExportAsync(client, "核对");
            }
        }

        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.Services.GetRequiredService<AlarmSweep>().RunAsync(Token);

        await using var db = host.Database.CreateDbContext();
        await db.Database.OpenConnectionAsync(Token);
        var findings = new List<string>();
        foreach (var command in watch.Sent.Where(command => command.Text.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)))
        {
            var plan = kind == Database.Sqlite ? await PlanAsync(db, "explain query plan ", command) : await PlanAsync(db, $"{Dear}; set enable_bitmapscan=on; explain ", command);
            var found = kind == Database.Sqlite ? SqliteFindings(command.Text, plan).ToList()
                : [.. plan.Where(IsSequential), .. ListOrder().IsMatch(command.Text) && !IsExcepted(command.Text) ? (await PlanAsync(db, $"{Dear}; set enable_bitmapscan=off; explain ", command)).Where(step => SortStep().IsMatch(step)) : []];
            if (found.Count > 0)
            {
                findings.Add($"{string.Join("; ", found)}\n{command.Text}\n  {string.Join("\n  ", plan)}");
            }
        }

        Assert.True(watch.Sent.Count() > 100, "Hardly anything was asked.");
        Assert.True(findings.Count == 0, $"{findings.Count} queries read more than they need:\n\n{string.Join("\n\n", findings)}");
    }

    // A walk along an index is fine when it gives the order, and so ends with the page; sorting is, when what is sorted is what one case, person, customer or unit has, or what is open.
    private static IEnumerable<string> SqliteFindings(string text, IReadOnlyList<string> plan)
    {
        var tables = TableAlias().Matches(text).DistinctBy(match => match.Groups[2].Value).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        var sort = plan.FirstOrDefault(step => step.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal) && !step.Contains("LAST TERM", StringComparison.Ordinal));
        foreach (var step in plan)
        {
            var words = step.Split(' ');
            if (words[0] is not ("SCAN" or "SEARCH") || !Growing.Contains(tables.GetValueOrDefault(words[1], "")) || text.Contains("WHERE 0", StringComparison.Ordinal) || IsOfOpenWork(step))
            {
                continue;
            }

            if (words[0] == "SCAN" && (sort is not null || !step.Contains("USING", StringComparison.Ordinal) || !text.Contains("LIMIT", StringComparison.Ordinal)))
            {
                yield return step;
            }
            else if (words[0] == "SEARCH" && sort is not null && !NarrowKey().IsMatch(step) && !IsExcepted(step + text))
            {
                yield return $"{step} + {sort}";
            }
        }
    }

    private static bool IsSequential(string step) => SequentialScan().Match(step) is { Success: true } scan && Growing.Contains(scan.Groups[1].Value);

    private static bool IsExcepted(string text) => Exceptions.Any(exception => exception.IsMatch(text));

    // Partial indexes of open obligations, and of complaints that still owe something, are as long as the work that lies open, whatever the years have brought.
    private static bool IsOfOpenWork(string step) => step.Contains("_open_by_", StringComparison.Ordinal) || step.Contains("_next_due_at_number", StringComparison.Ordinal) || step.Contains("ix_complaints_matured", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> PlanAsync(DbContext db, string explaining, SentCommand command)
    {
        await using var explain = db.Database.GetDbConnection().CreateCommand();
        if (explaining.LastIndexOf(';') is > 0 and var end)
        {
            explain.CommandText = explaining[..end];
            await explain.ExecuteNonQueryAsync(Token);
        }

        explain.CommandText = explaining[(explaining.LastIndexOf(';') + 1)..] + command.Text;
        foreach (var (name, value) in command.Parameters)
        {
            var parameter = explain.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            explain.Parameters.Add(parameter);
        }

        var steps = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            steps.Add(reader.GetString(reader.FieldCount - 1));
        }

        return steps;
    }

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"")]
    private static partial Regex TableAlias();

    [GeneratedRegex(@"\((stream_id|number|id|rowid|export_id|phone_index|name\d?_index|responsible_person|offered_to|owed_by_person|person)\W|VIRTUAL TABLE")]
    private static partial Regex NarrowKey();

    [GeneratedRegex(@"Seq Scan on (\w+)")]
    private static partial Regex SequentialScan();

    [GeneratedRegex(@"ORDER BY c\.(received_at|next_due_at|number)")]
    private static partial Regex ListOrder();

    [GeneratedRegex(@"^\s*(->\s*)?Sort\b")]
    private static partial Regex SortStep();
}
