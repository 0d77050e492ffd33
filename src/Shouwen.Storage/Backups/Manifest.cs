using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Journal;

namespace Shouwen.Storage.Backups;

/// <summary>A file of a backup.</summary>
/// <param name="Name">Its path below the backup's folder, with slashes.</param>
/// <param name="Sha256">Of its bytes, hex.</param>
public sealed partial record BackupFile(string Name, long Size, string Sha256)
{
    /// <summary>Whether the name leads nowhere but below the folder.</summary>
    internal bool IsBelow => Below().IsMatch(Name);

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Below();
}

/// <summary>Where the journal stood.</summary>
/// <param name="Sequence">Of the last entry; 0 when there is none.</param>
/// <param name="Sha256">Over the place and hash of the last entry of every stream, in the order of the streams' ids; hex.</param>
public sealed record JournalHead(long Streams, long Entries, long Sequence, string Sha256)
{
    public static async Task<JournalHead> OfAsync(ShouwenDbContext context, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var streams = 0L;
        await foreach (var row in context.Streams.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.Version, row.Head }).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            hash.AppendData(StoredEntry.Place(row.Id, row.Version));
            hash.AppendData(row.Head);
            streams++;
        }

        return new(streams, await context.Journal.LongCountAsync(cancellation), await context.Journal.MaxAsync(row => (long?)row.Sequence, cancellation) ?? 0, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

/// <summary>What a backup holds; written last and signed with the key of the checkpoints, so that a backup without it, or with another file than it names, is none.</summary>
/// <param name="Product">Version of the program that made it.</param>
/// <param name="Schema">Name of the last migration of the database in it.</param>
/// <param name="Institution">Whose it is; null where no server ever started on it.</param>
/// <param name="MasterKeys">Ids of the master keys without which it cannot be read.</param>
/// <param name="IndexKey">Tells whether an index key is the right one.</param>
public sealed record Manifest(DateTimeOffset MadeAt, string Product, string Schema, string? Institution, IReadOnlyList<string> MasterKeys, string IndexKey, JournalHead Journal, IReadOnlyList<BackupFile> Files)
{
    public const string FileName = "manifest.json";
    public const string SignatureName = "manifest.sig";
    public const int PresentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public int Format { get; init; } = PresentFormat;

    public long Size => Files.Sum(file => file.Size);

    public int CountBelow(string folder) => Files.Count(file => file.Name.StartsWith(folder + "/", StringComparison.Ordinal));

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">The bytes are no manifest.</exception>
    internal static Manifest Read(byte[] bytes) => JsonSerializer.Deserialize<Manifest>(bytes, Json) ?? throw new JsonException();
}

/// <summary>A backup is not made, or not restored; the message says why and what to do. Nothing that was there has been touched.</summary>
public sealed class BackupRefusedException(string message) : Exception(message);

/// <summary>A database that is one file.</summary>
/// <param name="Copy">Writes all of it as it stands at one moment into a file, while others go on writing to it.</param>
/// <param name="Configure">Opens a copy that nobody else uses; once it is closed, nothing stands beside the file.</param>
public sealed record DatabaseFile(Action<ShouwenDbContext, string> Copy, Action<DbContextOptionsBuilder, string> Configure)
{
    public const string Name = "shouwen.db";

    internal ShouwenDbContext Open(string file)
    {
        var options = new DbContextOptionsBuilder<ShouwenDbContext>();
        Configure(options, file);
        return new(options.Options);
    }
}
