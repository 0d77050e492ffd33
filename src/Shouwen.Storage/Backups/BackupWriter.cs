using System.Data.Common;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Backups;

/// <summary>A backup that was made, with what was already wrong in what it copied.</summary>
/// <param name="Faults">Attachments that are missing or not as they were stored.</param>
public sealed record BackupReport(Manifest Manifest, IReadOnlyList<JournalFault> Faults);

/// <summary>
/// Copies a store into a folder while servers write to it: first the database, then what it names, for a file is in its place before the journal names it. The keys are not
/// among it. Until all is there and on the disk, the folder has another name.
/// </summary>
public sealed class BackupWriter(IDbContextFactory<ShouwenDbContext> contexts, KeyRing keys, StorageFolders folders, AttachmentFolder attachments, Residue residue, TimeProvider clock)
{
    internal const string Attachments = "attachments";
    internal const string Checkpoints = "checkpoints";

    private const int MostCopies = 5;

    /// <param name="to">A folder that is not there yet, in one that is.</param>
    /// <param name="progress">Told now and then how many attachments have been copied.</param>
    /// <exception cref="BackupRefusedException">It cannot be written there, or the database is damaged.</exception>
    public Task<BackupReport> WriteAsync(string to, DatabaseFile database, IProgress<int>? progress, CancellationToken cancellation) =>
        KeptFiles.WriteAsync(CheckTarget(to), files => FillAsync(files, database, progress, cancellation));

    /// <summary>Copies the keys, apart from the backup they open.</summary>
    /// <param name="to">A folder that is not there yet, in one that is.</param>
    /// <exception cref="BackupRefusedException">They cannot be written there.</exception>
    /// <returns>How many files there are.</returns>
    public Task<int> WriteKeysAsync(string to, CancellationToken cancellation) => KeptFiles.WriteAsync(CheckTarget(to), async files =>
    {
        await CopyKeysAsync(folders.Keys, files, "", cancellation);
        return files.All.Count;
    });

    /// <summary>Where something new may be written.</summary>
    /// <exception cref="BackupRefusedException">Something is there, or the folder around it is not.</exception>
    public static string CheckTarget(string path)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.Exists(target) ? throw new BackupRefusedException($"{target} 已经存在：请写一个还没有的文件夹")
            : !Directory.Exists(Path.GetDirectoryName(target)) ? throw new BackupRefusedException($"{Path.GetDirectoryName(target)} 不存在：备份盘挂好了吗？")
            : target;
    }

    internal static async Task CopyKeysAsync(string from, KeptFiles to, string below, CancellationToken cancellation)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using var key = File.OpenRead(path);
            await to.AddAsync(below + Path.GetRelativePath(from, path).Replace('\\', '/'), key, cancellation);
        }
    }

    private async Task<BackupReport> FillAsync(KeptFiles files, DatabaseFile database, IProgress<int>? progress, CancellationToken cancellation)
    {
        var named = await CopyDatabaseAndAttachmentsAsync(files, database, progress, cancellation);
        Manifest manifest;
        await using (var copy = database.Open(files.PathOf(DatabaseFile.Name)))
        {
            await CopyCheckpointsAsync(copy, files, cancellation);
            manifest = await DescribeAsync(copy, cancellation);
        }

        await files.NoteAsync(DatabaseFile.Name, cancellation);
        manifest = manifest with { Files = files.All };
        var bytes = manifest.Write();
        await files.AddAsync(Manifest.SignatureName, keys.Sign(bytes), cancellation);
        await files.AddAsync(Manifest.FileName, bytes, cancellation);
        return new(manifest, [.. named.Select(file => FaultOf(file, files.Find(NameOf(file)))).OfType<JournalFault>()]);
    }

    // A complaint destroyed after the database was copied has lost its files. A newer copy knows that it was destroyed.
    private async Task<IReadOnlyList<NamedFile>> CopyDatabaseAndAttachmentsAsync(KeptFiles files, DatabaseFile database, IProgress<int>? progress, CancellationToken cancellation)
    {
        for (var copies = 1; copies <= MostCopies; copies++)
        {
            await CopyDatabaseAsync(files, database, cancellation);
            await using var copy = database.Open(files.PathOf(DatabaseFile.Name));
            await CheckAsync(copy, cancellation);
            if (await CopyAttachmentsAsync(copy, files, progress, cancellation) is { } named)
            {
                files.All.Select(file => file.Name).Where(name => name.StartsWith(Attachments + "/", StringComparison.Ordinal)).Except(named.Select(NameOf)).ToList().ForEach(files.Remove);
                return named;
            }
        }

        throw new BackupRefusedException("备份时一直有档案在销毁，没有备份成：请在销毁办完以后再备份");
    }

    private async Task CopyDatabaseAsync(KeptFiles files, DatabaseFile database, CancellationToken cancellation)
    {
        files.Remove(DatabaseFile.Name); // of the copy before
        await using var source = await contexts.CreateDbContextAsync(cancellation);
        database.Copy(source, files.Reserve(DatabaseFile.Name));
        await residue.WipeAsync(cancellation); // which the copying may have prevented
    }

    // Null where a file is gone because its complaint has been destroyed meanwhile.
    private async Task<IReadOnlyList<NamedFile>?> CopyAttachmentsAsync(ShouwenDbContext copy, KeptFiles files, IProgress<int>? progress, CancellationToken cancellation)
    {
        var named = new List<NamedFile>();
        await foreach (var file in AttachmentCheck.NamedAsync(copy).WithCancellation(cancellation))
        {
            named.Add(file);
            progress?.Report(named.Count);
            if (files.Find(NameOf(file)) is not null)
            {
                continue; // by the copy before, or attached twice
            }

            await using var content = attachments.Open(file.Stream, file.Stored);
            if (content is not null)
            {
                await files.AddAsync(NameOf(file), content, cancellation);
            }
            else if (await IsDestroyedAsync(file.Stream, cancellation))
            {
                return null;
            }
        }

        return named;
    }

    private async Task<bool> IsDestroyedAsync(Guid stream, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return !await context.StreamKeys.AnyAsync(key => key.StreamId == stream, cancellation);
    }

    private static async Task CheckAsync(ShouwenDbContext copy, CancellationToken cancellation)
    {
        if (await FaultAsync() is { } fault)
        {
            throw new BackupRefusedException($"数据库文件已经损坏（{fault}），没有备份。请保留原有的备份，停机检查磁盘，再从最近的备份恢复");
        }

        async Task<string?> FaultAsync()
        {
            try
            {
                var found = await copy.Database.SqlQuery<string>($"select integrity_check as Value from pragma_integrity_check").ToListAsync(cancellation);
                return found is ["ok"] ? null : found[0];
            }
            catch (DbException broken) // so broken that it cannot be examined
            {
                return broken.Message;
            }
        }
    }

    // Those outside, for they prove; those that had not been put outside yet, as the writer of checkpoints would.
    private async Task CopyCheckpointsAsync(ShouwenDbContext copy, KeptFiles files, CancellationToken cancellation)
    {
        var (outside, last) = (new CheckpointFolder(folders.Checkpoints), 0L);
        await AddAsync(CheckpointFolder.PublicKeyName, Encoding.ASCII.GetBytes(keys.PublicKey));
        var newest = await copy.Checkpoints.MaxAsync(row => (long?)row.Number, cancellation) ?? 0;
        foreach (var number in outside.Numbers().Where(number => number <= newest))
        {
            var (body, signature) = await outside.ReadAsync(number, cancellation);
            await AddCheckpointAsync(number, body, signature);
            last = number;
        }

        foreach (var row in await copy.Checkpoints.AsNoTracking().Where(row => row.Number > last).OrderBy(row => row.Number).ToListAsync(cancellation))
        {
            await AddCheckpointAsync(row.Number, row.Body, row.Signature);
        }

        async Task AddCheckpointAsync(long number, string body, byte[] signature)
        {
            await AddAsync(CheckpointFolder.NameOf(number, "sig"), signature);
            await AddAsync(CheckpointFolder.NameOf(number, "json"), Encoding.UTF8.GetBytes(body));
        }

        Task<BackupFile> AddAsync(string name, byte[] content) => files.AddAsync($"{Checkpoints}/{name}", content, cancellation);
    }

    private async Task<Manifest> DescribeAsync(ShouwenDbContext copy, CancellationToken cancellation)
    {
        var wrappedBy = await copy.StreamKeys.Select(row => row.MasterKeyId).Distinct().ToListAsync(cancellation);
        var product = typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var schema = (await copy.Database.GetAppliedMigrationsAsync(cancellation)).Last(); // it was opened, so it has one
        var institution = await copy.Owner.Select(row => row.Institution).SingleOrDefaultAsync(cancellation);
        return new(clock.GetUtcNow(), product, schema, institution, [.. wrappedBy.Append(keys.MasterKeyId).Distinct().Order(StringComparer.Ordinal)], IndexKeyId(keys), await JournalHead.OfAsync(copy, cancellation), []);
    }

    internal static string IndexKeyId(KeyRing keys) => Convert.ToHexStringLower(keys.BlindIndex("manifest", "index key"));

    private static string NameOf(NamedFile file) => $"{Attachments}/{AttachmentFolder.PlaceOf(file.Stream)}/{file.Stored}";

    private static JournalFault? FaultOf(NamedFile file, BackupFile? copied) =>
        copied is null ? new(file.Number, file.Position, AttachmentCheck.Missing) : copied.Sha256 != file.Stored ? new(file.Number, file.Position, AttachmentCheck.Changed) : null;
}
