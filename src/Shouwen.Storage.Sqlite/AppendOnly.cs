using Microsoft.EntityFrameworkCore.Migrations;

namespace Shouwen.Storage.Sqlite;

/// <summary>Refuses to change or delete rows of a table, whoever asks.</summary>
internal static class AppendOnly
{
    public static void Guard(MigrationBuilder migration, string table)
    {
        foreach (var change in (string[])["update", "delete"])
        {
            migration.Sql($"create trigger {table}_no_{change} before {change} on {table} begin select raise(abort, '{table} is append-only'); end;");
        }
    }
}
