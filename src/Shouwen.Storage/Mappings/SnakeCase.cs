using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Shouwen.Storage.Mappings;

/// <summary>Names columns and constraints in snake_case, the same on both databases and without quotes in SQL.</summary>
internal static partial class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!; // every mapping names its table
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.Name));
            }

            NameConstraints(entity, table);
        }
    }

    private static void NameConstraints(IMutableEntityType entity, string table)
    {
        foreach (var key in entity.GetKeys())
        {
            key.SetName($"{(key.IsPrimaryKey() ? "pk" : "ak")}_{table}");
        }

        foreach (var reference in entity.GetForeignKeys())
        {
            reference.SetConstraintName($"fk_{table}_{reference.PrincipalEntityType.GetTableName()}");
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(index.Name ?? $"{(index.IsUnique ? "ux" : "ix")}_{table}_{string.Join('_', index.Properties.Select(property => Of(property.Name)))}");
        }
    }

    private static string Of(string name) => WordStart().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
