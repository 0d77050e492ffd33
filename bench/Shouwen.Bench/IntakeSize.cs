using Microsoft.EntityFrameworkCore;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>Rows that one intake adds to a table, and how many bytes of values one holds.</summary>
internal sealed record TableSize(string Name, int Rows, int BytesPerRow);

/// <summary>What one intake writes, found by looking at every table before and after.</summary>
internal sealed record IntakeSize(IReadOnlyList<TableSize> Tables)
{
    public int RowsInAll => Tables.Sum(table => table.Rows);

    public int BytesInAll => Tables.Sum(table => table.Rows * table.BytesPerRow);

    /// <summary>Rows and bytes of every table.</summary>
    public static async Task<Dictionary<string, (long Rows, long Bytes)>> SnapshotAsync(TestDatabase database)
    {
        await using var context = database.CreateDbContext();
        await context.Database.OpenConnectionAsync();
        var found = new Dictionary<string, (long, long)>();
        foreach (var table in context.Model.GetRelationalModel().Tables)
        {
            var bytes = table.Columns.Select(column => database.Kind == Database.Sqlite ? $"coalesce(length(cast(\"{column.Name}\" as blob)), 0)" : $"coalesce(pg_column_size(\"{column.Name}\"), 0)");
            await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // names of our own model
            command.CommandText = $"select count(*), coalesce(sum({string.Join(" + ", bytes)}), 0) from \"{table.Name}\"";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            found[table.Name] = (reader.GetInt64(0), Convert.ToInt64(reader.GetValue(1), System.Globalization.CultureInfo.InvariantCulture));
        }

        return found;
    }

    /// <summary>The share of each of so many intakes.</summary>
    public static IntakeSize Between(Dictionary<string, (long Rows, long Bytes)> before, Dictionary<string, (long Rows, long Bytes)> after, int intakes) => new(
        [.. from name in after.Keys.Order(StringComparer.Ordinal)
            let rows = after[name].Rows - before[name].Rows
            where rows >= intakes / 2 // less is not the intakes' own
            select new TableSize(name, (int)Math.Round((double)rows / intakes), (int)((after[name].Bytes - before[name].Bytes) / rows))]);
}
