using System.CommandLine;
using Shouwen.Domain.Policies;
using Shouwen.Domain.Stories;
using Shouwen.Policies;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen policy coverage</c>: every clause with the stories that prove its rules, by taking each rule out in turn; of versions beside <c>policy.yaml</c>, the clauses in which they differ from it.</summary>
internal static class CoverageCommand
{
    public static Command Create(Option<string?> root)
    {
        var only = new Option<string?>("--policy") { Description = "只看一项制度" };
        var command = new Command("coverage", "逐条去掉规则，看哪个故事因此不符；有规则没有故事时退出码为 1") { only };
        command.SetAction(parsed => RuleBooks.Open(parsed.GetValue(root)) is { } book ? PrintCoverage(book, parsed.GetValue(only)) : 1);
        return command;
    }

    private static int PrintCoverage(RuleBook book, string? only)
    {
        var (console, rules, uncovered, clauses) = (Terminal.Open(), 0, 0, 0);
        foreach (var policy in book.Versions.Values.SelectMany(versions => versions).Where(policy => only is null || policy.Id == only))
        {
            var (stories, own) = (book.StoriesOf(policy.Id).ToList(), ClauseLines.OwnTo(book, policy));
            var removals = Coverage.Removals(policy).ToLookup(removal => removal.Clause);
            if (book.Policies.GetValueOrDefault(policy.Id)?.Hash != policy.Hash)
            {
                console.WriteLine($"{Path.GetFileName(book.FileOf(policy))}：与现行版本不同的 {own.Count} 条");
            }

            foreach (var clause in own)
            {
                clauses++;
                foreach (var removal in removals[clause])
                {
                    var breaking = stories.Where(story => book.Play(story, each => each.Hash == policy.Hash ? removal.Without : each).ExitCode != 0).Select(Path.GetFileNameWithoutExtension).ToList();
                    (rules, uncovered) = (rules + 1, uncovered + (breaking.Count == 0 ? 1 : 0));
                    console.MarkupLine($"{(breaking.Count == 0 ? "[red]缺[/]" : "[green]有[/]")} {Markup.Escape($"{clause.Id} {removal.Rule}")} → {Markup.Escape(string.Join("、", breaking))}");
                }

                if (!removals[clause].Any())
                {
                    console.MarkupLine($"[grey]无规则[/] {Markup.Escape($"{clause.Id} {WithoutRules(policy, clause)}")}");
                }
            }
        }

        console.WriteLine($"{clauses} 条条款，{rules} 条规则；逐条取掉，{rules - uncovered} 条有故事随即不符（{(rules == 0 ? 100 : 100m * (rules - uncovered) / rules):0.#}%）");
        console.WriteLine(uncovered == 0 ? "每条规则都有故事证明" : $"{uncovered} 条规则没有故事证明");
        return uncovered == 0 ? 0 : 1;
    }

    private static string WithoutRules(Policy policy, Clause clause) => string.Join("；", new[]
    {
        clause.RequiresPosts.Count > 0 ? "必设岗位：由 policy check 对照各机构检查" : null,
        clause.Guidance.Count > 0 ? "指引：在案卷和制度页显示" : null,
        clause.Forms.Count > 0 ? $"表单：{string.Join("、", clause.Forms.Select(form => policy.Forms.GetValueOrDefault(form, form)))}" : null,
        clause.Scorecard is not null ? "考核评分：指标和权重" : null,
        clause.NotEnforced is { } why ? $"不设规则：{why}" : null,
    }.OfType<string>());
}
