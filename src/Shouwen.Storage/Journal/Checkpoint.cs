using System.Text;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage.Journal;

/// <summary>Where a stream stood.</summary>
public sealed record StreamHead(Guid Stream, string Number, int Version, string Hash);

/// <summary>What a checkpoint says; see <c>docs/journal-format.md</c>.</summary>
/// <param name="Previous">SHA-256 of the checkpoint before it, hex; 64 zeros for the first.</param>
public sealed record Checkpoint(long Number, DateTimeOffset At, string Previous, IReadOnlyList<StreamHead> Heads)
{
    public static readonly string NoPrevious = new('0', 64);

    public string Body() => Encoding.UTF8.GetString(CanonicalJson.Write(new(new Dictionary<string, object>
    {
        ["v"] = 1,
        ["number"] = (decimal)Number,
        ["at"] = CanonicalJson.Text(At),
        ["previous"] = Previous,
        ["heads"] = Heads.Select(head => (object)new Fields([new("stream", head.Stream.ToString()), new("number", head.Number), new("version", (decimal)head.Version), new("hash", head.Hash)])).ToList(),
    })));

    /// <exception cref="InvalidDataException">The text is not a checkpoint.</exception>
    public static Checkpoint Parse(string body)
    {
        var fields = CanonicalJson.Read(Encoding.UTF8.GetBytes(body));
        var heads = fields.Groups("heads").Select(head => new StreamHead(Guid.Parse(Given(head, "stream")), Given(head, "number"), (int)(head.Number("version") ?? 0), Given(head, "hash")));
        return new((long)(fields.Number("number") ?? 0), CanonicalJson.ReadMoment(Given(fields, "at")), Given(fields, "previous"), [.. heads]);
    }

    private static string Given(Fields fields, string name) => fields.Text(name) ?? throw new InvalidDataException($"The checkpoint lacks “{name}”.");
}
