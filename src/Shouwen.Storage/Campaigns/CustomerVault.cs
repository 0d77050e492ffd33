using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Keys;

namespace Shouwen.Storage.Campaigns;

/// <summary>Who a customer of a maturing product is.</summary>
/// <param name="Holding">What is held, as the list writes it; null where it says nothing.</param>
public sealed record CustomerDetails(string Name, string Phone, string? Holding);

/// <summary>Seals and opens what a campaign keeps beside its journal, under the campaign's key: it is gone when the key is.</summary>
public sealed class CustomerVault(KeyRing keys)
{
    /// <summary>The campaign's key, or null once it has been destroyed.</summary>
    public async Task<DataKey?> KeyAsync(ShouwenDbContext context, Guid stream, CancellationToken cancellation) =>
        await context.StreamKeys.AsNoTracking().Where(row => row.StreamId == stream).Select(row => row.Wrapped).SingleOrDefaultAsync(cancellation) is { } wrapped ? keys.Unwrap(stream, wrapped) : null;

    public static byte[] Seal(DataKey key, int ordinal, CustomerDetails details) => key.Seal(JsonSerializer.SerializeToUtf8Bytes(details), Place(ordinal));

    public static CustomerDetails Open(DataKey key, int ordinal, byte[] details) => JsonSerializer.Deserialize<CustomerDetails>(key.Open(details, Place(ordinal)))!; // sealed from one

    /// <summary>The file of an import, or its lines that cannot be taken.</summary>
    public static byte[] SealFile(DataKey key, Guid import, string part, ReadOnlySpan<byte> file) => key.Seal(file, FilePlace(import, part));

    public static byte[] OpenFile(DataKey key, Guid import, string part, byte[] file) => key.Open(file, FilePlace(import, part));

    private static byte[] Place(int ordinal) => Encoding.UTF8.GetBytes(FormattableString.Invariant($"campaign customer {ordinal}"));

    private static byte[] FilePlace(Guid import, string part) => Encoding.UTF8.GetBytes($"campaign import {import:N} {part}");
}
