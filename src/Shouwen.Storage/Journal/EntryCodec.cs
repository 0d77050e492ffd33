using System.Text;
using System.Text.Json;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Journal;

/// <summary>Turns entries into what is stored and back. The format is final: <c>docs/journal-format.md</c>.</summary>
public static class EntryCodec
{
    public static StoredEntry Encode(Guid stream, DataKey key, Entry entry)
    {
        var (open, hidden) = FieldSplit.Split(entry.Action, entry.Data);
        var part = new Fields(new Dictionary<string, object>
        {
            ["action"] = entry.Action,
            ["type"] = ActionCatalogue.Find(entry.Action)?.Entry ?? entry.Action,
            ["by"] = new Fields(new Dictionary<string, object> { ["person"] = entry.Actor.Person, ["post"] = entry.Actor.Post, ["unit"] = entry.Actor.Unit }),
            ["at"] = CanonicalJson.Text(entry.At),
            ["happened"] = CanonicalJson.Text(entry.HappenedAt),
            ["clauses"] = entry.Clauses.ToList<object>(),
            ["data"] = open,
            ["v"] = StoredEntry.FormatVersion,
        });
        var sealedPart = hidden.Count == 0 ? [] : key.Seal(CanonicalJson.Write(hidden), StoredEntry.Place(stream, entry.Position));
        return new(stream, entry.Position, Encoding.UTF8.GetString(CanonicalJson.Write(part)), sealedPart);
    }

    /// <summary>The entry; without a key (the complaint has been destroyed) only its open fields.</summary>
    public static Entry Decode(StoredEntry stored, DataKey? key)
    {
        var part = CanonicalJson.Read(Encoding.UTF8.GetBytes(stored.Open));
        if (part.Number("v") != StoredEntry.FormatVersion)
        {
            throw new InvalidDataException($"Entry {stored.Position} of stream {stored.Stream} has format {part["v"]}; this version reads {StoredEntry.FormatVersion}.");
        }

        var data = part.Group("data") ?? throw new InvalidDataException($"Entry {stored.Position} of stream {stored.Stream} has no data.");
        if (key is not null && stored.Sealed.Length > 0)
        {
            data = FieldSplit.Join(data, CanonicalJson.Read(key.Open(stored.Sealed, StoredEntry.Place(stored.Stream, stored.Position))));
        }

        return new(stored.Position, Given(part, "action"), new(Given(part, "by.person"), Given(part, "by.post"), Given(part, "by.unit")),
            CanonicalJson.ReadMoment(Given(part, "at")), CanonicalJson.ReadMoment(Given(part, "happened")), data, [.. part.Texts("clauses")]);
    }

    /// <summary>What the columns beside the open part must say; null when the part cannot be read.</summary>
    public static (string Action, DateTimeOffset At)? Columns(string open)
    {
        try
        {
            var part = CanonicalJson.Read(Encoding.UTF8.GetBytes(open));
            return (Given(part, "action"), CanonicalJson.ReadMoment(Given(part, "at")));
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidDataException)
        {
            return null;
        }
    }

    private static string Given(Fields part, string path) => part.Text(path) ?? throw new InvalidDataException($"A stored entry lacks “{path}”.");
}
