using System.CommandLine;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen simulate FILE…</c>: plays stories without a database. Exit code 0: as told, 1: differences, 2: malformed.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "故事文件或文件夹；不写则运行 policies 下的全部故事", Arity = ArgumentArity.ZeroOrMore };
        var root = new Option<string?>("--root") { Description = "含 policies、institutions、calendars 的文件夹" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("simulate", "按制度演算故事，不用数据库") { files, root, json };
        command.SetAction(parsed => Run(parsed.GetValue(files) ?? [], parsed.GetValue(root), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string[] named, string? root, bool asJson)
    {
        var book = RuleBooks.Open(root);
        if (book is null)
        {
            return 2;
        }

        var files = named.Length == 0 ? book.StoryFiles.ToList() : [.. named.SelectMany(Expand)];
        var missing = files.Where(file => !File.Exists(file)).ToList();
        if (missing.Count > 0)
        {
            Console.Error.WriteLine($"找不到文件：{string.Join("、", missing)}");
            return 2;
        }

        var results = files.Select(file => book.Play(file)).ToList();
        if (asJson)
        {
            Console.WriteLine(StoryReport.ToJson(results));
            return results.Select(result => result.ExitCode).DefaultIfEmpty(0).Max();
        }

        var console = Terminal.Open();
        var report = new StoryReport(console);
        foreach (var result in results)
        {
            if (results.Count == 1)
            {
                report.Print(result);
            }
            else
            {
                report.PrintBriefly(result);
            }
        }

        console.WriteLine($"{results.Count} 个故事，{results.Count(result => result.ExitCode == 0)} 个相符，{results.Count(result => result.ExitCode != 0)} 个不符");
        return results.Select(result => result.ExitCode).DefaultIfEmpty(0).Max();
    }

    // In a folder of a policy or an institution the stories are meant, not the rules beside them.
    private static IEnumerable<string> Expand(string path) => !Directory.Exists(path) ? [path]
        : Directory.GetFiles(path, "*.yaml", SearchOption.AllDirectories).Where(file => !IsRule(Path.GetFileName(file))).Order(StringComparer.Ordinal);

    private static bool IsRule(string name) => name is "institution.yaml" or "demo.yaml" or "demo-matters.yaml" || name.StartsWith("policy.", StringComparison.Ordinal);
}
