using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Storage;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Journal;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen journal verify|checkpoint</c>: proves that the history is as it was written.</summary>
internal static class JournalCommand
{
    public static Command Create() => new("journal", "核对处理流水未被改动") { Verify(), Checkpoint() };

    private static readonly Option<bool> Attachments = new("--attachments") { Description = "也把每个附件文件读一遍，与流水中的哈希核对（附件多时较慢）" };

    private static Command Verify() => OnStore("verify", "逐条重算哈希，并与数据库外的检查点核对；有不符的指出投诉、位置和原因，退出码为 1", [Attachments], async (services, parsed, cancellation) =>
    {
        var report = await WithProgressAsync(services, progress => services.GetRequiredService<JournalVerifier>().VerifyAsync(progress, cancellation), cancellation);
        foreach (var fault in report.Faults)
        {
            Console.Error.WriteLine(fault);
        }

        var result = report.IsIntact ? "没有改动"
            : report.Faults.Count < JournalVerifier.MostFaults ? $"{report.Faults.Count} 处不符" : $"不符之处很多，只列出 {report.Faults.Count} 处";
        Terminal.Open().WriteLine($"核对了 {report.Streams} 件投诉的 {report.Entries} 条流水、{report.Checkpoints} 个检查点：{result}");
        var areWhole = !parsed.GetValue(Attachments) || await CheckAttachmentsAsync(services, cancellation);
        return report.IsIntact && areWhole ? 0 : 1;
    });

    private static async Task<bool> CheckAttachmentsAsync(ServiceProvider services, CancellationToken cancellation)
    {
        var (files, faults) = await services.GetRequiredService<AttachmentCheck>().RunAsync(cancellation);
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        Terminal.Open().WriteLine($"核对了 {files} 个附件：{(faults.Count == 0 ? "完好" : faults.Count < JournalVerifier.MostFaults ? $"{faults.Count} 个不符" : $"不符的很多，只列出 {faults.Count} 个")}");
        return faults.Count == 0;
    }

    private static Command Checkpoint() => OnStore("checkpoint", "立即签一个检查点，覆盖上一个以来的流水（服务器每 10 分钟自己签）", [], async (services, _, cancellation) =>
    {
        var written = await services.GetRequiredService<CheckpointWriter>().WriteAsync(cancellation);
        var folder = services.GetRequiredService<StorageFolders>().Checkpoints;
        Terminal.Open().WriteLine(written == 0 ? "上一个检查点以来没有新的流水" : $"已签 {written} 个检查点，副本在 {folder}");
        return 0;
    });

    /// <summary>A command on a database that is there, which it opens as it is.</summary>
    internal static Command OnStore(string name, string description, Option[] more, Func<ServiceProvider, ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        Array.ForEach(more, command.Add);
        Array.ForEach(StoreOptions.Create(), command.Add);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var services = await Store.OpenExistingAsync(StoreOptions.Read(parsed), cancellation);
            return await run(services, parsed, cancellation);
        });
        return command;
    }

    private static async Task<JournalReport> WithProgressAsync(ServiceProvider services, Func<IProgress<long>?, Task<JournalReport>> run, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            return await run(null);
        }

        await using var context = await services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        var entries = await context.Journal.LongCountAsync(cancellation);
        return await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("核对", maxValue: Math.Max(1, entries));
            var report = await run(new Progress<long>(done => bar.Value = done));
            bar.Value = bar.MaxValue;
            return report;
        });
    }
}
