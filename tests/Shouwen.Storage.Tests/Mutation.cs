using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>One change to the journal, made in the database by somebody who has got hold of it.</summary>
internal static class Mutation
{
    /// <returns>The first entry that is no longer what was written, and what was done.</returns>
    public static async Task<(Guid Stream, int Position, string What)> ApplyAsync(TestDatabase database, Random random, JournalRow victim, IReadOnlyList<JournalRow> all)
    {
        await using var context = database.CreateDbContext();
        var row = await context.Journal.SingleAsync(row => row.Sequence == victim.Sequence);
        switch (random.Next(7))
        {
            case 0:
                row.OpenPart = Changed(random, row.OpenPart);
                return await SavedAsync(context, row, "a character");
            case 1 when row.SealedPart is not null:
                row.SealedPart = Flipped(random, row.SealedPart);
                return await SavedAsync(context, row, "a sealed bit");
            case 1 or 2:
                (row.Hash, row.PreviousHash) = random.Next(2) == 0 ? (Flipped(random, row.Hash), row.PreviousHash) : (row.Hash, Flipped(random, row.PreviousHash));
                return await SavedAsync(context, row, "a hash");
            case 3:
                (row.Action, row.At) = random.Next(2) == 0 ? ("withdraw", row.At) : (row.Action, row.At.AddMinutes(-1));
                return await SavedAsync(context, row, "a column");
            case 4:
                context.Remove(row);
                return await SavedAsync(context, row, "deletion");
            case 5:
                var last = all.Where(each => each.StreamId == row.StreamId).Max(each => each.Position);
                context.Add(new JournalRow { StreamId = row.StreamId, Position = last + 1, Action = row.Action, At = row.At, OpenPart = row.OpenPart, SealedPart = row.SealedPart, PreviousHash = row.PreviousHash, Hash = row.Hash });
                await context.SaveChangesAsync();
                return (row.StreamId, last + 1, "an insertion");
            default:
                return await SwappedAsync(context, row, all[random.Next(all.Count)]);
        }
    }

    private static async Task<(Guid, int, string)> SwappedAsync(ShouwenDbContext context, JournalRow row, JournalRow with)
    {
        if (with.StreamId != row.StreamId || with.Position == row.Position)
        {
            context.Remove(row);
            return await SavedAsync(context, row, "deletion");
        }

        var other = await context.Journal.SingleAsync(each => each.Sequence == with.Sequence);
        (row.Action, row.At, row.OpenPart, row.SealedPart, row.PreviousHash, row.Hash, other.Action, other.At, other.OpenPart, other.SealedPart, other.PreviousHash, other.Hash) =
            (other.Action, other.At, other.OpenPart, other.SealedPart, other.PreviousHash, other.Hash, row.Action, row.At, row.OpenPart, row.SealedPart, row.PreviousHash, row.Hash);
        await context.SaveChangesAsync();
        return (row.StreamId, Math.Min(row.Position, other.Position), "a swap");
    }

    private static async Task<(Guid, int, string)> SavedAsync(ShouwenDbContext context, JournalRow row, string what)
    {
        await context.SaveChangesAsync();
        return (row.StreamId, row.Position, what);
    }

    private static string Changed(Random random, string text)
    {
        var at = random.Next(text.Length);
        return text[..at] + (text[at] == 'x' ? 'y' : 'x') + text[(at + 1)..];
    }

    private static byte[] Flipped(Random random, byte[] bytes)
    {
        var copy = bytes.ToArray();
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }
}
