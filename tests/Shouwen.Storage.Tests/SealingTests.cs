using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Keys;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>What was sealed for one place opens at no other, and no two values share a nonce.</summary>
public sealed class SealingTests
{
    private const int NonceAt = 1;
    private const int NonceSize = 12;

    [Fact]
    public void Values_PutInOneAnothersPlace_AreAllRefused()
    {
        var (key, random) = (DataKey.New(), new Random(60));
        var places = Enumerable.Range(0, 1000).Select(i => Encoding.UTF8.GetBytes($"stream {i % 40}/{i}")).ToList();
        var values = places.Select(place => key.Seal("王小明"u8, place)).ToList();

        for (var i = 0; i < values.Count; i++)
        {
            var other = (i + random.Next(1, values.Count)) % values.Count;
            Assert.Throws<AuthenticationTagMismatchException>(() => key.Open(values[other], places[i]));
            Assert.Equal("王小明"u8.ToArray(), key.Open(values[i], places[i]));
        }
    }

    [Fact]
    public void Nonces_OfAMillionValues_AreAllDifferent()
    {
        var key = DataKey.New();
        var nonces = new HashSet<(ulong, uint)>();
        for (var i = 0; i < 1_000_000; i++)
        {
            var nonce = key.Seal([], []).AsSpan(NonceAt, NonceSize);
            nonces.Add((BitConverter.ToUInt64(nonce), BitConverter.ToUInt32(nonce[8..])));
        }

        Assert.Equal(1_000_000, nonces.Count);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task Rows_WithTheSealedPartsOfOthers_CannotBeRead(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (one, two) = (await storage.RegisterAsync("甲的事"), await storage.RegisterAsync("乙的事"));
        await storage.DoAsync(one, "off", "note", ("text", "甲的备注"));
        await using var context = storage.Database.CreateDbContext();
        var keys = await context.StreamKeys.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        var entries = (await context.Journal.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)).Where(row => row.SealedPart is { Length: > 0 }).Select(row => (row.StreamId, row.Position, Bytes: row.SealedPart!)).ToList(); // it has one
        var outbox = await context.Outbox.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        var ring = storage.Get<KeyRing>();
        var tried = 0;

        foreach (var key in keys.Select(row => (row.StreamId, Data: ring.Unwrap(row.StreamId, row.Wrapped))))
        {
            foreach (var entry in entries)
            {
                foreach (var place in entries.Where(place => place.StreamId == key.StreamId))
                {
                    var isItsOwn = place.StreamId == entry.StreamId && place.Position == entry.Position;
                    Assert.Equal(isItsOwn, Opens(key.Data, entry.Bytes, StoredEntry.Place(place.StreamId, place.Position)));
                    tried++;
                }

                Assert.All(outbox, message => Assert.False(Opens(key.Data, entry.Bytes, Encoding.UTF8.GetBytes(message.MessageId))));
            }

            Assert.All(outbox, message => Assert.Equal(message.StreamId == key.StreamId, Opens(key.Data, message.Payload, Encoding.UTF8.GetBytes(message.MessageId))));
        }

        Assert.True(tried > 10, tried.ToString(CultureInfo.InvariantCulture));
        Assert.NotEqual(one, two);
    }

    private static bool Opens(DataKey key, byte[] sealedBytes, byte[] place)
    {
        try
        {
            key.Open(sealedBytes, place);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
