using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Journal;

/// <summary>Compares the journal with the copies of the checkpoints outside the database: what they covered must still be there, unchanged.</summary>
internal sealed class CheckpointCheck(ShouwenDbContext context, KeyRing keys, CheckpointFolder folder)
{
    private const int HeadsAtOnce = 500;

    private readonly List<JournalFault> faults = [];

    public int Checked { get; private set; }

    public async Task<IReadOnlyList<JournalFault>> RunAsync(CancellationToken cancellation)
    {
        var previous = Checkpoint.NoPrevious;
        var next = 1L;
        foreach (var number in folder.Numbers())
        {
            var (body, signature) = await folder.ReadAsync(number, cancellation);
            if (Read(number, next, body, signature, previous) is not { } checkpoint)
            {
                return faults;
            }

            await CompareAsync(checkpoint, body, cancellation);
            Checked++;
            (previous, next) = (HashOf(body), number + 1);
        }

        await NothingBeyondAsync(next, cancellation);
        return faults;
    }

    private Checkpoint? Read(long number, long expected, string body, byte[] signature, string previous)
    {
        try
        {
            var what = number != expected ? $"检查点 {expected} 在数据库外没有副本"
                : !keys.IsSigned(Encoding.UTF8.GetBytes(body), signature) ? $"检查点 {number} 的签名不是我们的密钥所签" : null;
            var checkpoint = what is null ? Checkpoint.Parse(body) : null;
            what ??= checkpoint!.Number != number || checkpoint.Previous != previous ? $"检查点 {number} 与前一个不相接" : null; // parsed where nothing was wrong
            if (what is null)
            {
                return checkpoint;
            }

            faults.Add(new(null, 0, what));
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidDataException)
        {
            faults.Add(new(null, 0, $"检查点 {number} 无法读出：{unreadable.Message}"));
        }

        return null;
    }

    private async Task CompareAsync(Checkpoint checkpoint, string body, CancellationToken cancellation)
    {
        if (await context.Checkpoints.AsNoTracking().Where(row => row.Number == checkpoint.Number).Select(row => row.Body).SingleOrDefaultAsync(cancellation) != body)
        {
            faults.Add(new(null, 0, $"检查点 {checkpoint.Number} 在数据库中与库外副本不同"));
        }

        foreach (var heads in checkpoint.Heads.Chunk(HeadsAtOnce))
        {
            var (ids, versions) = (heads.Select(head => head.Stream).ToList(), heads.Select(head => head.Version).Distinct().ToList());
            var there = await context.Journal.AsNoTracking().Where(row => ids.Contains(row.StreamId) && versions.Contains(row.Position)).Select(row => new { row.StreamId, row.Position, row.Hash }).ToListAsync(cancellation);
            var hashes = there.ToDictionary(row => (row.StreamId, row.Position), row => Convert.ToHexStringLower(row.Hash));
            foreach (var head in heads)
            {
                await CompareAsync(checkpoint, head, hashes.GetValueOrDefault((head.Stream, head.Version)), cancellation);
            }
        }
    }

    private async Task CompareAsync(Checkpoint checkpoint, StreamHead head, string? hash, CancellationToken cancellation)
    {
        if (hash == head.Hash || faults.Exists(fault => fault.Number == head.Number) || faults.Count >= JournalVerifier.MostFaults)
        {
            return;
        }

        var last = hash is not null ? head.Version : await context.Journal.CountAsync(row => row.StreamId == head.Stream && row.Position < head.Version, cancellation) + 1;
        faults.Add(new(head.Number, last, hash is null ? $"被截去：检查点 {checkpoint.Number} 覆盖 {head.Version} 条" : $"被重写：检查点 {checkpoint.Number} 记的是另一个哈希"));
    }

    // A checkpoint that the database has and the folder lacks has not been copied yet, or its copy was taken away.
    private async Task NothingBeyondAsync(long next, CancellationToken cancellation)
    {
        if (await context.Checkpoints.AnyAsync(row => row.Number >= next, cancellation))
        {
            faults.Add(new(null, 0, $"检查点 {next} 在数据库外没有副本"));
        }
    }

    private static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}
