using System.CommandLine;
using System.Data.Common;
using Shouwen.Storage;
using Shouwen.Storage.Backups;
using Shouwen.Storage.Sqlite;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen backup</c>: copies a store while its server runs, without the keys.</summary>
internal static class BackupCommand
{
    private const double Megabyte = 1024 * 1024;

    private static readonly Option<string> To = new("--to") { Description = "还没有的文件夹，备份写在里面", Required = true };
    private static readonly Option<string?> KeysTo = new("--keys-to") { Description = "另存密钥的文件夹，也须还没有，且不在备份里" };

    public static Command Create() => JournalCommand.OnStore("backup", "备份数据库、附件和检查点，服务器照常运行；密钥不在其中", [To, KeysTo], async (services, parsed, cancellation) =>
    {
        var (to, keysTo) = (Path.GetFullPath(parsed.GetRequiredValue(To)), parsed.GetValue(KeysTo) is { } path ? Path.GetFullPath(path) : null);
        return StoreOptions.Read(parsed).Database != "sqlite" ? Fail("PostgreSQL 用它自己的工具备份，步骤见 docs/operations/backup.md")
            : keysTo is not null && (IsWithin(keysTo, to) || IsWithin(to, keysTo)) ? Fail("密钥不能放在备份里：谁拿到备份就都能读。请用 --keys-to 另指一处")
            : await TryAsync(() => RunAsync(services, to, keysTo, cancellation), "没有备份成");
    });

    /// <summary>Runs what may be refused or meet a full disk or a damaged one, and says so in a sentence.</summary>
    public static async Task<int> TryAsync(Func<Task<int>> run, string failed)
    {
        try
        {
            return await run();
        }
        catch (BackupRefusedException refusal)
        {
            return Fail(refusal.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
        {
            return Fail($"{failed}：{failure.Message}");
        }
    }

    public static string Megabytes(long bytes) => $"{bytes / Megabyte:0.0} MB";

    private static async Task<int> RunAsync(ServiceProvider services, string to, string? keysTo, CancellationToken cancellation)
    {
        var (writer, console) = (services.GetRequiredService<BackupWriter>(), Terminal.Open());
        _ = keysTo is null ? "" : BackupWriter.CheckTarget(keysTo);
        var progress = Console.IsOutputRedirected ? null : new Progress<int>(count => Console.Error.Write($"\r已备份附件 {count} 个"));
        var report = await writer.WriteAsync(to, SqliteStorage.File, progress, cancellation);
        var manifest = report.Manifest;
        foreach (var fault in report.Faults)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
        }

        console.WriteLine($"已备份 {manifest.Journal.Streams} 件的 {manifest.Journal.Entries} 条流水、{manifest.CountBelow("attachments")} 个附件，共 {Megabytes(manifest.Size)}：{to}");
        console.WriteLine(report.Faults.Count == 0 ? "附件齐全" : $"{report.Faults.Count} 个附件在备份之前已经缺失或被改动，见上");
        if (keysTo is not null)
        {
            await writer.WriteKeysAsync(keysTo, cancellation); // afterwards: a new master key is there before the database needs it
        }

        console.WriteLine(keysTo is null
            ? $"密钥不在备份里，没有它谁也恢复不了：请把 {services.GetRequiredService<StorageFolders>().Keys} 另处保管"
            : $"密钥另存在 {keysTo}：请与备份分开保管");
        return report.Faults.Count == 0 ? 0 : 1;
    }

    private static bool IsWithin(string path, string folder) => Path.GetRelativePath(folder, path) is var relative && relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(relative);

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
