using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.Testing;

/// <summary>Compares a copy of a store with the store it was made of: every table, row by row, field by field.</summary>
public static class SameStore
{
    private static readonly MethodInfo Read = typeof(SameStore).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!; // it is below

    // What may differ anyhow: a checkpoint may come at any time, and restored messages wait for a person.
    private static readonly string[] Anyhow = ["StreamRow.CheckpointedVersion", "OutboxRow.DeadAt", "OutboxRow.LastError"];

    // What an attachment added since changes of its complaint.
    private static readonly string[] Since = ["StreamRow.Version", "StreamRow.Head", "ComplaintRow.Version", "ComplaintRow.LastEntryAt"];

    // They go on with every intake.
    private static readonly Type[] Moving = [typeof(CounterRow), typeof(OwnerRow)];

    /// <summary>The store may have gone on since: with new complaints, and with attachments to those that the copy has.</summary>
    /// <returns>How many complaints the copy has, and how many of them have gone on in the store.</returns>
    public static async Task<(int Complaints, int GoneOn)> AssertAsync(ShouwenDbContext store, ShouwenDbContext copy)
    {
        var versions = await store.Streams.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Version);
        var copied = await copy.Streams.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Version);
        var goneOn = copied.Where(stream => versions[stream.Key] != stream.Value).Select(stream => stream.Key).ToHashSet();
        foreach (var type in store.Model.GetEntityTypes().OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            var (theirs, ours) = (await RowsAsync(store, type), await RowsAsync(copy, type));
            Assert.Empty(ours.Keys.Except(theirs.Keys));
            foreach (var (key, row) in ours.Where(_ => versions.Count == copied.Count || !Moving.Contains(type.ClrType)))
            {
                var differing = row.Fields.Where(field => theirs[key].Fields[field.Key] != field.Value).Select(field => $"{type.ClrType.Name}.{field.Key}");
                Assert.Empty(differing.Except(Anyhow).Except(row.Stream is { } stream && goneOn.Contains(stream) ? Since : []));
            }

            Assert.Empty(theirs.Where(row => !ours.ContainsKey(row.Key) && row.Value.Stream is { } stream && copied.ContainsKey(stream) && !goneOn.Contains(stream)).Select(row => $"{type.ClrType.Name} {row.Key}"));
        }

        Assert.Equal(copied.Values.Sum(), await copy.Journal.CountAsync());
        return (await copy.Complaints.CountAsync(), goneOn.Count);
    }

    private static Task<Dictionary<string, Row>> RowsAsync(ShouwenDbContext context, IEntityType type) => (Task<Dictionary<string, Row>>)Read.MakeGenericMethod(type.ClrType).Invoke(null, [context, type])!; // it returns one

    private static async Task<Dictionary<string, Row>> ReadAsync<T>(ShouwenDbContext context, IEntityType type)
        where T : class =>
        (await context.Set<T>().AsNoTracking().ToListAsync()).Select(row => type.GetProperties().ToDictionary(property => property.Name, property => property.PropertyInfo!.GetValue(row))) // none is a shadow
            .ToDictionary(
                row => string.Join('/', type.FindPrimaryKey()!.Properties.Select(property => Text(row[property.Name]))), // every table has one
                row => new Row((Guid?)row.GetValueOrDefault(typeof(T) == typeof(StreamRow) ? "Id" : "StreamId"), row.ToDictionary(field => field.Key, field => Text(field.Value))));

    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTimeOffset moment => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private sealed record Row(Guid? Stream, Dictionary<string, string> Fields);
}
