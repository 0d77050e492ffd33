using System.CommandLine;
using Shouwen.Storage.Backups;
using Shouwen.Storage.Sqlite;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen restore</c>: makes a new data folder of a backup and the keys that were kept apart from it.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "备份所在的文件夹", Required = true };
        var keys = new Option<string>("--keys") { Description = "另处保管的密钥文件夹", Required = true };
        var data = new Option<string>("--data") { Description = "恢复到哪里：还没有的或空的文件夹", Required = true };
        var command = new Command("restore", "由备份和密钥恢复出新的数据文件夹；先逐个核对，有不符的不恢复") { from, keys, data };
        command.SetAction((parsed, cancellation) => BackupCommand.TryAsync(
            () => RunAsync(new(parsed.GetRequiredValue(from), parsed.GetRequiredValue(keys), parsed.GetRequiredValue(data), SqliteStorage.File, TimeProvider.System), parsed.GetRequiredValue(data), cancellation), "没有恢复"));
        return command;
    }

    private static async Task<int> RunAsync(BackupRestore restore, string data, CancellationToken cancellation)
    {
        var console = Terminal.Open();
        var progress = Console.IsOutputRedirected ? null : new Progress<long>(bytes => Console.Error.Write($"\r已核对和复制 {BackupCommand.Megabytes(bytes)}"));
        var report = await restore.RunAsync(progress, cancellation);
        foreach (var fault in report.Journal.Faults.Concat(report.Faults))
        {
            await Console.Error.WriteLineAsync(fault.ToString());
        }

        var isWhole = report.Journal.IsIntact && report.Faults.Count == 0;
        console.WriteLine($"已恢复到 {Path.GetFullPath(data)}：备份于 {report.Manifest.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC，之后办理的不在其中");
        console.WriteLine($"核对了 {report.Journal.Streams} 件投诉的 {report.Journal.Entries} 条流水、{report.Journal.Checkpoints} 个检查点、{report.Attachments} 个附件：{(isWhole ? "没有改动" : "有不符，见上")}");
        if (report.Held > 0)
        {
            console.WriteLine($"{report.Held} 条短信或邮件备份时还没有发出，此后可能已经发出：留在“消息发送”里，由人决定是否重发");
        }

        return isWhole ? 0 : 1;
    }
}
