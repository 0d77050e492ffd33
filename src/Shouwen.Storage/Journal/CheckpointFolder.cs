using System.Globalization;
using System.Text;

namespace Shouwen.Storage.Journal;

/// <summary>The copies of checkpoints outside the database: <c>000000000001.json</c> with its signature in <c>.sig</c>, and the public key beside them.</summary>
public sealed class CheckpointFolder(string path)
{
    internal const string PublicKeyName = "public-key.pem";

    /// <summary>Numbers of the copies, in order.</summary>
    public IReadOnlyList<long> Numbers() => !Directory.Exists(path) ? []
        : [.. Directory.EnumerateFiles(path, "*.json").Select(file => long.TryParse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0).Order()];

    public async Task<(string Body, byte[] Signature)> ReadAsync(long number, CancellationToken cancellation)
    {
        var signature = File.Exists(PathOf(number, "sig")) ? await File.ReadAllBytesAsync(PathOf(number, "sig"), cancellation) : [];
        return (await File.ReadAllTextAsync(PathOf(number, "json"), cancellation), signature);
    }

    /// <summary>Writes a copy that survives the loss of power. One that is there is never overwritten.</summary>
    public void Write(long number, string body, byte[] signature, string publicKey)
    {
        Directory.CreateDirectory(path);
        if (!File.Exists(Path.Combine(path, PublicKeyName)))
        {
            WriteNew(Path.Combine(path, PublicKeyName), Encoding.ASCII.GetBytes(publicKey));
        }

        if (!File.Exists(PathOf(number, "json")))
        {
            WriteNew(PathOf(number, "sig"), signature);
            WriteNew(PathOf(number, "json"), Encoding.UTF8.GetBytes(body));
        }
    }

    internal static string NameOf(long number, string extension) => $"{number:D12}.{extension}";

    private string PathOf(long number, string extension) => Path.Combine(path, NameOf(number, extension));

    private static void WriteNew(string file, byte[] bytes)
    {
        var beside = $"{file}.{Guid.NewGuid():N}.tmp"; // its own: another node may be copying the same checkpoint
        using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, file, overwrite: true);
    }
}
