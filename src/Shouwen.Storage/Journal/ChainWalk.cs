using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Journal;

/// <summary>A stream with one of its entries, or with none.</summary>
internal sealed record WalkedRow(StreamRow Stream, JournalRow? Entry);

/// <summary>Follows the chain of one stream after another; after a stream's first fault its other entries are only counted.</summary>
internal sealed class ChainWalk
{
    private StreamRow? stream;
    private byte[] head = StoredEntry.Beginning;
    private int position;
    private bool isBroken;

    public List<JournalFault> Faults { get; } = [];

    public long Streams { get; private set; }

    public long Entries { get; private set; }

    /// <summary>Rows come in the order of streams, then positions.</summary>
    public void Take(WalkedRow row)
    {
        if (stream?.Id != row.Stream.Id)
        {
            End();
            (stream, head, position, isBroken) = (row.Stream, StoredEntry.Beginning, 0, false);
            Streams++;
        }

        if (row.Entry is null)
        {
            return;
        }

        Entries++;
        if (!isBroken && What(row.Entry) is { } what)
        {
            Fault(Math.Min(position + 1, row.Entry.Position), what);
        }

        position++;
        head = row.Entry.Hash;
    }

    /// <summary>To be called after the last row.</summary>
    public void End()
    {
        if (stream is null || isBroken)
        {
            return;
        }

        if (stream.Version != position)
        {
            Fault(Math.Min(stream.Version, position) + 1, $"the stream has {position} entries but says {stream.Version}");
        }
        else if (!stream.Head.AsSpan().SequenceEqual(head))
        {
            Fault(position, "its hash is not the one the stream ends with");
        }
    }

    private string? What(JournalRow entry)
    {
        if (entry.Position != position + 1)
        {
            return entry.Position > position + 1 ? "is missing" : "should not be there";
        }

        if (!entry.PreviousHash.AsSpan().SequenceEqual(head))
        {
            return "does not follow the entry before it";
        }

        var stored = new StoredEntry(entry.StreamId, entry.Position, entry.OpenPart, entry.SealedPart ?? []);
        if (!stored.HashAfter(head).AsSpan().SequenceEqual(entry.Hash))
        {
            return "was changed: its bytes do not give its hash";
        }

        return EntryCodec.Columns(entry.OpenPart) is not var (action, at) ? "cannot be read"
            : action != entry.Action || Math.Abs((at - entry.At).Ticks) >= TimeSpan.TicksPerMillisecond ? "was changed: its columns contradict its open part" : null;
    }

    private void Fault(int at, string what)
    {
        isBroken = true;
        if (Faults.Count < JournalVerifier.MostFaults)
        {
            Faults.Add(new(stream!.Number, at, what)); // a fault lies in a stream
        }
    }
}
