using System.CommandLine;
using System.Globalization;
using CsvHelper;
using Shouwen.App.Import;
using Shouwen.App.Web;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen import FILE --mapping MAPPING</c>: takes a table of past complaints over.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV 文件，首行为列名" };
        var mapping = new Option<FileInfo>("--mapping") { Description = "列与字段的对照文件（YAML）", Required = true };
        var rejected = new Option<FileInfo?>("--rejected") { Description = "未导入的行写到哪里；默认在 CSV 旁边，加 .rejected.csv" };
        var command = new Command("import", "导入历史投诉；可以重复运行，不会重复登记，也不会为历史发提醒") { file, mapping, rejected };
        foreach (var option in StoreOptions.Create())
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => RunAsync(StoreOptions.Read(parsed), parsed.GetValue(file)!, parsed.GetValue(mapping)!, parsed.GetValue(rejected), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ShouwenOptions options, FileInfo file, FileInfo mapping, FileInfo? rejected, CancellationToken cancellation)
    {
        var missing = new[] { file, mapping }.Where(each => !each.Exists).ToList();
        if (missing.Count > 0)
        {
            Console.Error.WriteLine($"找不到文件：{string.Join("、", missing)}");
            return 2;
        }

        try
        {
            var mapper = new RowMapper(Mapping.Load(mapping.FullName));
            await using var host = await Store.OpenAsync(options, cancellation);
            var result = await WithProgressAsync(file, tick => TakeAsync(host, mapper, file, tick, cancellation));
            var path = rejected?.FullName ?? file.FullName + ".rejected.csv";
            Write(result.Rejected, path);
            Terminal.Open().WriteLine($"新导入 {result.Taken} 行，先前已导入 {result.Known} 行，未导入 {result.Rejected.Count} 行{(result.Rejected.Count == 0 ? "" : $"，原因见 {path}")}");
            return result.Rejected.Count == 0 ? 0 : 1;
        }
        catch (MappingException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    private static async Task<ImportResult> TakeAsync(ServiceProvider host, RowMapper mapper, FileInfo file, Action tick, CancellationToken cancellation)
    {
        using var text = file.OpenText();
        return await new Importer(host.GetRequiredService<Storage.ComplaintHandler>(), mapper).RunAsync(text, tick, cancellation);
    }

    private static async Task<ImportResult> WithProgressAsync(FileInfo file, Func<Action, Task<ImportResult>> run)
    {
        if (Console.IsOutputRedirected)
        {
            return await run(() => { });
        }

        var rows = File.ReadLines(file.FullName).Count() - 1;
        return await AnsiConsole.Progress().StartAsync(progress =>
        {
            var bar = progress.AddTask(file.Name, maxValue: Math.Max(1, rows));
            return run(() => bar.Increment(1));
        });
    }

    private static void Write(IReadOnlyList<RejectedRow> rows, string path)
    {
        if (rows.Count == 0)
        {
            File.Delete(path);
            return;
        }

        using var csv = new CsvWriter(new StreamWriter(path), CultureInfo.InvariantCulture);
        foreach (var cell in new[] { "行", "原因" })
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
        foreach (var row in rows)
        {
            csv.WriteField(row.Line);
            csv.WriteField(row.Reason);
            foreach (var cell in row.Cells)
            {
                csv.WriteField(cell);
            }

            csv.NextRecord();
        }
    }
}
