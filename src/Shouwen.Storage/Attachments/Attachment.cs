using Shouwen.Domain.Journal;

namespace Shouwen.Storage.Attachments;

/// <summary>What the journal tells about a file that was attached.</summary>
/// <param name="Name">As its owner knows it, cleaned; sealed in the journal, like type and content hash.</param>
/// <param name="Size">Bytes of the file itself.</param>
/// <param name="Sha256">Of the file itself. Sealed: whoever has a file must not find out that a complaint had it too.</param>
/// <param name="Stored">SHA-256 of the encrypted bytes, which is the name of the stored file. Open: the file can be checked without any key.</param>
public sealed record Attachment(string Name, string ContentType, long Size, string Sha256, string Stored)
{
    /// <summary>The file of an <c>attach</c> entry; null where there is none, or its complaint has been destroyed.</summary>
    public static Attachment? Of(Entry entry) =>
        StoredName(entry) is { } stored && entry.Data.Text("file") is { } name && entry.Data.Text("content-type") is { } type && entry.Data.Text("sha256") is { } hash
            ? new(name, type, (long)(entry.Data.Number("size") ?? 0), hash, stored)
            : null;

    /// <summary>Name of the stored file, known also without the complaint's key.</summary>
    public static string? StoredName(Entry entry) => entry.Action == "attach" && entry.Data.Text("stored") is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower) ? name : null;

    /// <summary>The fields of the entry, with what is known about the file.</summary>
    internal Fields AddTo(Fields fields) =>
        fields.With("file", Name).With("content-type", ContentType).With("size", (decimal)Size).With("sha256", Sha256).With("stored", Stored);
}
