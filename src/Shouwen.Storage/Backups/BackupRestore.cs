using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage.Backups;

/// <summary>A store that was restored, and what proves it.</summary>
/// <param name="Attachments">How many files there are.</param>
/// <param name="Faults">Attachments that are missing or not as they were stored.</param>
/// <param name="Held">Messages that had not been sent when the backup was made and wait for a person.</param>
public sealed record RestoreReport(Manifest Manifest, JournalReport Journal, long Attachments, IReadOnlyList<JournalFault> Faults, int Held);

/// <summary>Makes a new data folder of a backup and the keys that were kept apart from it. Everything is compared with the manifest first; the folder has its name only once it is whole.</summary>
/// <param name="from">The backup's folder.</param>
/// <param name="keyFolder">A copy of <c>keys</c>.</param>
/// <param name="to">The data folder: not there yet, or empty.</param>
public sealed class BackupRestore(string from, string keyFolder, string to, DatabaseFile database, TimeProvider clock)
{
    /// <summary>Why a message that waited in a backup waits for a person: it may have been sent since.</summary>
    public const string Restored = "restored";

    private static readonly string[] Keys = ["checkpoint.pem", "index.key", "master*.key"];

    private readonly string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));

    /// <param name="progress">Told the number of bytes compared and copied so far; twice <see cref="Manifest.Size"/> at the end.</param>
    /// <exception cref="BackupRefusedException">The backup is not whole, is not these keys', is of a newer version, or the data folder is not empty.</exception>
    public async Task<RestoreReport> RunAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        CheckTarget();
        var manifest = await ReadManifestAsync(cancellation);
        var done = await CompareAsync(manifest, progress, cancellation);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!); // the root of the disk is there, and is not empty
        var held = await KeptFiles.WriteAsync(target, async files =>
        {
            await CopyAsync(manifest, files, done, progress, cancellation);
            return await PrepareAsync(manifest, files.Root, cancellation);
        });

        await using var services = Open(target);
        var journal = await services.GetRequiredService<JournalVerifier>().VerifyAsync(null, cancellation);
        var (attachments, faults) = await services.GetRequiredService<AttachmentCheck>().RunAsync(cancellation);
        return new(manifest, journal, attachments, faults, held);
    }

    private void CheckTarget() =>
        Refuse(File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()), $"{target} 不是空的：请恢复到一个新的文件夹，确认无误后再换上");

    private async Task<Manifest> ReadManifestAsync(CancellationToken cancellation)
    {
        var (path, signaturePath) = (Path.Combine(from, Manifest.FileName), Path.Combine(from, Manifest.SignatureName));
        Refuse(!File.Exists(path) || !File.Exists(signaturePath), $"{Path.GetFullPath(from)} 里没有 {Manifest.FileName} 和 {Manifest.SignatureName}：不是备份，或者没有备份完");
        CheckKeyFolder();
        using var keys = KeyRing.Open(keyFolder);
        var (bytes, signature) = (await File.ReadAllBytesAsync(path, cancellation), await File.ReadAllBytesAsync(signaturePath, cancellation));
        Refuse(!keys.IsSigned(bytes, signature), $"{Manifest.FileName} 被改动，或者密钥不是这份备份的：签名不符");
        var manifest = Parse(bytes);
        var missing = manifest.MasterKeys.Except(keys.MasterKeyIds).ToList();
        Refuse(missing.Count > 0, $"{Path.GetFullPath(keyFolder)} 里没有主密钥 {string.Join("、", missing)}，恢复了也读不出来。请用备份那时的密钥文件夹");
        Refuse(manifest.IndexKey != BackupWriter.IndexKeyId(keys), $"{Path.GetFullPath(keyFolder)} 里的 index.key 不是这份备份的。请用备份那时的密钥文件夹");
        return manifest;
    }

    // The key ring would make what is missing.
    private void CheckKeyFolder()
    {
        var missing = Keys.Where(name => !Directory.Exists(keyFolder) || Directory.GetFiles(keyFolder, name).Length == 0).ToList();
        Refuse(missing.Count > 0, $"{Path.GetFullPath(keyFolder)} 不是密钥文件夹：其中没有 {string.Join("、", missing)}。备份里没有密钥，请用 --keys 指明另处保管的那一份");
    }

    private Manifest Parse(byte[] bytes)
    {
        try
        {
            var manifest = Manifest.Read(bytes);
            using var context = database.Open(""); // only to ask which migrations there are
            Refuse(manifest.Format != Manifest.PresentFormat || !context.Database.GetMigrations().Contains(manifest.Schema), $"备份是较新的版本 {manifest.Product} 做的：请用那个版本恢复");
            Refuse(manifest.Files.Any(file => !file.IsBelow), $"{Manifest.FileName} 里有指向备份以外的文件名");
            return manifest;
        }
        catch (JsonException unreadable)
        {
            throw new BackupRefusedException($"{Manifest.FileName} 读不出来：{unreadable.Message}");
        }
    }

    private async Task<long> CompareAsync(Manifest manifest, IProgress<long>? progress, CancellationToken cancellation)
    {
        var done = 0L;
        foreach (var file in manifest.Files)
        {
            await using var content = OpenFile(file);
            Refuse(content.Length != file.Size || await KeptFiles.HashAsync(content, cancellation) != file.Sha256, Damaged(file));
            progress?.Report(done += file.Size);
        }

        return done;
    }

    // Compared once more as it is copied: the disk may say something else the second time.
    private async Task CopyAsync(Manifest manifest, KeptFiles files, long done, IProgress<long>? progress, CancellationToken cancellation)
    {
        await BackupWriter.CopyKeysAsync(keyFolder, files, "keys/", cancellation);
        foreach (var file in manifest.Files)
        {
            await using var content = OpenFile(file);
            Refuse(await files.AddAsync(file.Name, content, cancellation) != file, Damaged(file));
            progress?.Report(done += file.Size);
        }
    }

    private async Task<int> PrepareAsync(Manifest manifest, string folder, CancellationToken cancellation)
    {
        await using var services = Open(folder);
        var contexts = services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>();
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            Refuse(await JournalHead.OfAsync(context, cancellation) != manifest.Journal, $"{DatabaseFile.Name} 里的流水与 {Manifest.FileName} 所记的不符");
        }

        await StorageSetup.MigrateAsync(services, cancellation);
        var now = clock.GetUtcNow();
        return await services.GetRequiredService<CommandWriter>().WriteAsync(
            context => context.Outbox.Where(row => row.DoneAt == null && row.DeadAt == null && row.Kind != OutboxKind.Notice)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DeadAt, now).SetProperty(row => row.LastError, Restored).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null), CancellationToken.None),
            cancellation);
    }

    private ServiceProvider Open(string folder) =>
        new ServiceCollection().AddShouwenStorage(new StorageFolders(folder), options => database.Configure(options, Path.Combine(folder, DatabaseFile.Name))).BuildServiceProvider();

    private FileStream OpenFile(BackupFile file)
    {
        var path = Path.Combine(from, file.Name);
        return File.Exists(path) ? File.OpenRead(path) : throw new BackupRefusedException($"备份不完整：没有 {file.Name}");
    }

    private static string Damaged(BackupFile file) => $"备份已损坏：{file.Name} 与 {Manifest.FileName} 所记的不符。请用另一份备份";

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new BackupRefusedException(message);
        }
    }
}
