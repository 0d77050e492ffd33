using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage;

/// <summary>Makes a repeated request harmless: what it came to is written in its own transaction.</summary>
internal sealed class OneTimeKeys(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string, string, string), bool> underway = new();

    /// <summary>Another request with the same key got there first, on this node or another.</summary>
    public sealed class TakenException : Exception;

    public bool TryBegin(HandleRequest request) => request.IdempotencyKey is null || underway.TryAdd((request.Caller, request.Route, request.IdempotencyKey), true);

    public void End(HandleRequest request)
    {
        if (request.IdempotencyKey is not null)
        {
            underway.TryRemove((request.Caller, request.Route, request.IdempotencyKey), out _);
        }
    }

    public static async Task<IdempotencyRow?> FindAsync(ShouwenDbContext context, HandleRequest request, CancellationToken cancellation) => request.IdempotencyKey is null ? null
        : await context.Idempotency.AsNoTracking().SingleOrDefaultAsync(row => row.Caller == request.Caller && row.Route == request.Route && row.Key == request.IdempotencyKey, cancellation);

    /// <summary>Writes the row; where another transaction is writing the same key, waits for it.</summary>
    /// <exception cref="TakenException">The key has been used.</exception>
    public async Task UseAsync(ShouwenDbContext context, HandleRequest request, string number, int firstPosition, int version)
    {
        if (request.IdempotencyKey is not { } key)
        {
            return;
        }

        var (hash, now) = (HashOf(request), clock.GetUtcNow().UtcDateTime);
        var written = await context.Database.ExecuteSqlAsync($"""
            insert into idempotency (caller, route, key, body_hash, number, first_position, version, created_at)
            values ({request.Caller}, {request.Route}, {key}, {hash}, {number}, {firstPosition}, {version}, {now})
            on conflict do nothing
            """);
        if (written == 0)
        {
            throw new TakenException();
        }
    }

    /// <summary>SHA-256 over what is asked for, whatever the order of the fields.</summary>
    public static byte[] HashOf(HandleRequest request)
    {
        var text = new StringBuilder().Append(request.Action).Append('\n').Append(request.Number).Append('\n').Append(request.File?.Digest);
        Write(text, request.Input);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Write(StringBuilder text, Raw raw)
    {
        switch (raw)
        {
            case RawMap map:
                text.Append('{').Append(map.Values.Count);
                foreach (var (name, value) in map.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    text.Append(name.Length).Append(':').Append(name);
                    Write(text, value);
                }

                break;
            case RawList list:
                text.Append('[').Append(list.Items.Count);
                foreach (var item in list.Items)
                {
                    Write(text, item);
                }

                break;
            case RawScalar scalar:
                text.Append('"').Append(scalar.Text.Length).Append(':').Append(scalar.Text);
                break;
        }
    }
}
