using System.Globalization;
using System.Text;

namespace Shouwen.Storage.Journal;

/// <summary>The copies of checkpoints outside the database: <c>000000000001.json</c> with its signature in <c>.sig</c>, and the public key beside them.</summary>
public sealed class CheckpointFolder(string path)
{
    /// <summary>Numbers of the copies, in order.</summary>
    public IReadOnlyList<long> Numbers() => !Directory.Exists(path) ? []
        : [.. Directory.EnumerateFiles(path, "*.json").Select(file => long.TryParse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0).Order()];

    public async Task<(string Body, byte[] Signature)> ReadAsync(long number, CancellationToken cancellation)
    {
        var signature = File.Exists(NameOf(number, "sig")) ? await File.ReadAllBytesAsync(NameOf(number, "sig"), cancellation) : [];
        return (await File.ReadAllTextAsync(NameOf(number, "json"), cancellation), signature);
    }

    /// <summary>Writes a copy that survives the loss of power. One that is there is never overwritten.</summary>
    public void Write(long number, string body, byte[] signature, string publicKey)
    {
        Directory.CreateDirectory(path);
        if (!File.Exists(Path.Combine(path, "public-key.pem")))
        {
            WriteNew(Path.Combine(path, "public-key.pem"), Encoding.ASCII.GetBytes(publicKey));
        }

        if (!File.Exists(NameOf(number, "json")))
        {
            WriteNew(NameOf(number, "sig"), signature);
            WriteNew(NameOf(number, "json"), Encoding.UTF8.GetBytes(body));
        }
    }

    private string NameOf(long number, string extension) => Path.Combine(path, $"{number:D12}.{extension}");

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
