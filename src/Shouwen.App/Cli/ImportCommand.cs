using System.CommandLine;
using System.Globalization;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Import;
using Shouwen.App.Web;
using Shouwen.Storage;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen import FILE --mapping MAPPING</c>: takes a table of past complaints over. Without a mapping it guesses one and writes it out.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "xlsx，或 CSV（UTF-8 或 GB18030）" };
        var mapping = new Option<FileInfo?>("--mapping") { Description = "列与字段的对照文件（YAML）；不写则只猜一份对照打印出来，不导入" };
        var guess = new Option<FileInfo?>("--write-mapping") { Description = "把猜出的对照写到这个文件，不打印" };
        var check = new Option<bool>("--check") { Description = "只核对每一行能不能导入，不写入" };
        var rejected = new Option<FileInfo?>("--rejected") { Description = "未导入的行写到哪里；默认在原文件旁边，加 .rejected.csv" };
        var command = new Command("import", "导入历史投诉；可以重复运行，不会重复登记，也不会为历史发提醒") { file, mapping, guess, check, rejected };
        foreach (var option in StoreOptions.Create())
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => RunAsync(StoreOptions.Read(parsed), new(parsed.GetValue(file)!, parsed.GetValue(mapping), parsed.GetValue(guess), parsed.GetValue(rejected), parsed.GetValue(check)), cancellation));
        return command;
    }

    private sealed record Files(FileInfo Table, FileInfo? Mapping, FileInfo? Guess, FileInfo? Rejected, bool IsCheck);

    private static async Task<int> RunAsync(ShouwenOptions options, Files files, CancellationToken cancellation)
    {
        var missing = new[] { files.Table, files.Mapping }.OfType<FileInfo>().Where(each => !each.Exists).ToList();
        if (missing.Count > 0)
        {
            Console.Error.WriteLine($"找不到文件：{string.Join("、", missing)}");
            return 2;
        }

        try
        {
            var mapping = files.Mapping is { } written ? Mapping.Load(written.FullName) : null;
            await using var host = await Store.OpenAsync(options, cancellation);
            return mapping is null ? Guess(host, files) : await TakeAsync(host, new(mapping), files, cancellation);
        }
        catch (Exception e) when (e is MappingException or InvalidDataException)
        {
            Console.Error.WriteLine(e is MappingException ? e.Message : $"读不出这个表格：{files.Table}。请存为 xlsx 或 CSV（UTF-8 或 GB18030）");
            return 2;
        }
    }

    private static int Guess(ServiceProvider host, Files files)
    {
        var guess = new LedgerGuess(host.GetRequiredService<LedgerWords>(), LedgerField.Of(host.GetRequiredService<LedgerWords>(), host.GetRequiredService<House>().Institution, null));
        using var table = files.Table.OpenRead();
        var (columns, _, rows) = LedgerSurvey.Of(table, guess.Knows, _ => { }) ?? throw new InvalidDataException("The table is empty.");
        var plan = guess.Guess(columns);
        var yaml = guess.MappingOf(plan).ToYaml();
        if (files.Guess is { } target)
        {
            File.WriteAllText(target.FullName, yaml);
        }
        else
        {
            Console.Out.Write(yaml);
        }

        var left = columns.Where(column => !plan.Columns.ContainsKey(column.Head)).Select(column => column.Head).ToList();
        Console.Error.WriteLine($"{rows} 行。{(left.Count == 0 ? "每一列都猜到了。" : $"没有猜到的列（不导入）：{string.Join("、", left)}。")}");
        foreach (var (column, unknown) in columns.Select(column => (column, guess.Unknown(plan, column))).Where(pair => pair.Item2.Count > 0))
        {
            Console.Error.WriteLine($"“{column.Head}”还没有对照的值：{string.Join("、", unknown.Take(20))}；写进 maps，否则含它们的行不导入。");
        }

        Console.Error.WriteLine($"请核对{(files.Guess is null ? "后存为文件" : $" {files.Guess}")}，再运行：shouwen import {files.Table} --mapping {files.Guess?.ToString() ?? "对照.yaml"}");
        return 0;
    }

    private static async Task<int> TakeAsync(ServiceProvider host, RowMapper mapper, Files files, CancellationToken cancellation)
    {
        var columns = mapper.Mapping.Columns;
        var path = files.Rejected?.FullName ?? files.Table.FullName + ".rejected.csv";
        File.Delete(path);
        var counts = new ImportCounts();
        await WithProgressAsync(files.Table, async tick =>
        {
            await using var table = files.Table.OpenRead();
            await using var rejected = new LazyText(path);
            var ledger = Ledger.Open(SheetFile.Rows(table, LedgerJobs.MostUnpacked), columns.Contains) ?? throw new InvalidDataException("The table is empty.");
            var importer = new Importer(host.GetRequiredService<ComplaintHandler>(), host.GetRequiredService<House>(), mapper);
            await foreach (var result in files.IsCheck ? importer.CheckAll(ledger).ToAsyncEnumerable() : importer.RunAsync(ledger, 0, cancellation))
            {
                counts = counts.With(result.Fate);
                if (result.Reason is { } reason)
                {
                    rejected.Write(["行", "原因", .. ledger.Heads], [result.Row.Line.ToString(CultureInfo.InvariantCulture), reason, .. result.Row.Cells]);
                }

                tick();
            }
        });
        Terminal.Open().WriteLine($"{(files.IsCheck ? "没有写入。可以导入" : "新导入")} {counts.Taken} 行，先前已导入 {counts.Known} 行，没有记全 {counts.Partly} 行，未导入 {counts.Rejected} 行{(counts.Partly + counts.Rejected == 0 ? "" : $"，原因见 {path}")}");
        return counts.Partly + counts.Rejected == 0 ? 0 : 1;
    }

    private static async Task WithProgressAsync(FileInfo file, Func<Action, Task> run)
    {
        if (Console.IsOutputRedirected)
        {
            await run(() => { });
            return;
        }

        int rows;
        using (var table = file.OpenRead())
        {
            rows = SheetFile.Rows(table, LedgerJobs.MostUnpacked).Count() - 1;
        }

        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask(file.Name, maxValue: Math.Max(1, rows));
            await run(() => bar.Increment(1));
        });
    }

    // Made with its first row.
    private sealed class LazyText(string path) : IAsyncDisposable
    {
        private StreamWriter? file;

        public void Write(IReadOnlyList<string> head, IReadOnlyList<string> row)
        {
            if (file is null)
            {
                file = new(path, append: false, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                file.Write(Csv.Line(head));
            }

            file.Write(Csv.Line(row));
        }

        public ValueTask DisposeAsync() => file?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
