using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>The columns of a table and how a row object becomes their values, as the framework would write them.</summary>
internal sealed class TableShape
{
    private readonly List<Func<object, object?>> values;

    public TableShape(IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value; // every type of ours has one
        var written = type.GetProperties().Where(property => property.ValueGenerated != ValueGenerated.OnAdd || !property.IsPrimaryKey() || property.ClrType == typeof(Guid)).ToList();
        Name = table.Name;
        Columns = written.ConvertAll(property => property.GetColumnName(table)!);
        Types = written.ConvertAll(property => property.GetRelationalTypeMapping());
        values = written.ConvertAll(property =>
        {
            var (getter, convert) = (property.GetGetter(), property.GetRelationalTypeMapping().Converter?.ConvertToProvider);
            return (Func<object, object?>)(row => getter.GetClrValue(row) is not { } value ? null : convert is null ? value : convert(value));
        });
    }

    public string Name { get; }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<Microsoft.EntityFrameworkCore.Storage.RelationalTypeMapping> Types { get; }

    public object?[] ValuesOf(object row) => [.. values.Select(value => value(row))];
}

/// <summary>Rows of one table, each a value for every column.</summary>
internal sealed record CaughtRows(TableShape Table, List<object?[]> Rows);

/// <summary>
/// Lets the product's own code write complaints and keeps the rows instead of sending them, so that many complaints can go into the database together. What it deletes or updates besides is
/// about complaints that are not there yet: nothing.
/// </summary>
internal sealed class RowCatcher : IDisposable
{
    private readonly Dictionary<IEntityType, CaughtRows> caught = [];

    public RowCatcher(TestDatabase database)
    {
        var builder = new DbContextOptionsBuilder<ShouwenDbContext>();
        database.Configure(builder);
        builder.AddInterceptors(new Catching(this), new Silence());
        Context = new(builder.Options);
    }

    public ShouwenDbContext Context { get; }

    /// <summary>What has been written since it was asked last.</summary>
    public IReadOnlyList<CaughtRows> Take()
    {
        var rows = caught.Values.ToList();
        caught.Clear();
        return rows;
    }

    public void Dispose() => Context.Dispose();

    private void Catch(DbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries())
        {
            if (!caught.TryGetValue(entry.Metadata, out var rows))
            {
                caught[entry.Metadata] = rows = new(Shapes.Of(entry.Metadata), []);
            }

            rows.Rows.Add(rows.Table.ValuesOf(entry.Entity));
        }

        context.ChangeTracker.Clear();
    }

    private static class Shapes
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<IEntityType, TableShape> Known = new();

        public static TableShape Of(IEntityType type) => Known.GetOrAdd(type, each => new(each));
    }

    private sealed class Catching(RowCatcher catcher) : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            catcher.Catch(eventData.Context!); // saved by one
            return new(InterceptionResult<int>.SuppressWithResult(0));
        }
    }

    private sealed class Silence : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(InterceptionResult<int>.SuppressWithResult(0));
    }
}
