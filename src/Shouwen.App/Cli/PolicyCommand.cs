using System.CommandLine;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Policies;
using Shouwen.Policies;
using Spectre.Console;
using Calendar = Shouwen.Domain.Calendars.Calendar;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen policy check|explain|coverage|rebind</c>.</summary>
internal static class PolicyCommand
{
    private static readonly Option<string?> Root = new("--root") { Description = "含 policies、institutions、calendars 的文件夹", Recursive = true };

    public static Command Create() => new("policy", "检查、解释制度，看每条规则由哪个故事证明，让在办投诉改用新版") { Root, Check(), Explain(), CoverageCommand.Create(Root), RebindCommand.Create() };

    private static Command Check()
    {
        var command = new Command("check", "检查所有制度和机构文件，错误给出 文件:行:列");
        command.SetAction(parsed =>
        {
            if (RuleBooks.Open(parsed.GetValue(Root)) is not { } book)
            {
                return 1;
            }

            var problems = PolicyCheck.Of(book);
            foreach (var problem in problems)
            {
                Console.Error.WriteLine(problem);
            }

            if (problems.Count > 0)
            {
                return 1;
            }

            Terminal.Open().WriteLine($"{book.Policies.Count} 项制度{(Others(book) is > 0 and var others ? $"（另有 {others} 个其他版本）" : "")}，{book.Policies.Values.Sum(policy => policy.Clauses.Count)} 条条款，{book.Institutions.Count} 个机构，没有错误");
            return 0;
        });
        return command;
    }

    private static int Others(RuleBook book) => book.Versions.Values.Sum(versions => versions.Count) - book.Policies.Count;

    private static Command Explain()
    {
        var clause = new Argument<string>("CLAUSE") { Description = "条款，如 RG-09" };
        var from = new Option<string?>("--from") { Description = "起算时间，如 2026-02-12 10:00：逐日说明期限" };
        var command = new Command("explain", "说明一条条款：要求、出处、系统怎么执行") { clause, from };
        command.SetAction(parsed => RuleBooks.Open(parsed.GetValue(Root)) is { } book ? ExplainClause(book, parsed.GetValue(clause)!, parsed.GetValue(from)) : 1);
        return command;
    }

    private static int ExplainClause(RuleBook book, string id, string? from)
    {
        var found = book.Policies.Values.SelectMany(policy => policy.Clauses.Select(clause => (policy, clause))).FirstOrDefault(pair => pair.clause.Id == id);
        if (found.clause is null)
        {
            Console.Error.WriteLine($"没有条款 {id}{Domain.Actions.Nearest.Hint(id, book.Policies.Values.SelectMany(policy => policy.Clauses).Select(clause => clause.Id))}");
            return 1;
        }

        Terminal.Open().WriteLine($"{id}  {found.policy.Title}  {found.clause.Source}\n{found.clause.Says}");
        foreach (var rule in found.clause.Obligations)
        {
            Terminal.Open().WriteLine($"义务 {rule.Name}：{rule.OwedBy} 承担，由 {rule.MetBy} 履行");
            PrintDays(book, rule, from);
        }

        foreach (var gate in found.clause.Gates)
        {
            Terminal.Open().WriteLine($"管控 {gate.Refuses}：{gate.Message}");
        }

        return 0;
    }

    private static void PrintDays(RuleBook book, ObligationRule rule, string? from)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        if (from is null || rule.Due is not PeriodDue due || new Domain.Actions.ActionParser(zone).ParseMoment(from) is not { } start)
        {
            return;
        }

        var proof = new Calendar(book.Holidays, zone, Graces.Default).Explain(start, due.Period);
        foreach (var line in proof.Steps.Concat(proof.Days.Select(day => FormattableString.Invariant($"{day.Date:yyyy-MM-dd}  {day.Counted?.ToString("00", System.Globalization.CultureInfo.InvariantCulture) ?? "--"}  {day.Reason}"))))
        {
            Terminal.Open().WriteLine("  " + line);
        }
    }
}
