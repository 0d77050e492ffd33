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
            Fault(Math.Min(stream.Version, position) + 1, $"共有 {position} 条，而登记为 {stream.Version} 条");
        }
        else if (!stream.Head.AsSpan().SequenceEqual(head))
        {
            Fault(position, "哈希不是登记的末条哈希");
        }
    }

    private string? What(JournalRow entry)
    {
        if (entry.Position != position + 1)
        {
            return entry.Position > position + 1 ? "缺失" : "不应在此";
        }

        if (!entry.PreviousHash.AsSpan().SequenceEqual(head))
        {
            return "与前一条不相接";
        }

        var stored = new StoredEntry(entry.StreamId, entry.Position, entry.OpenPart, entry.SealedPart ?? []);
        if (!stored.HashAfter(head).AsSpan().SequenceEqual(entry.Hash))
        {
            return "内容被改动，与哈希不符";
        }

        return EntryCodec.Columns(entry.OpenPart) is not var (action, at) ? "无法读出"
            : action != entry.Action || Math.Abs((at - entry.At).Ticks) >= TimeSpan.TicksPerMillisecond ? "动作或时间被改动，与内容不符" : null;
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
