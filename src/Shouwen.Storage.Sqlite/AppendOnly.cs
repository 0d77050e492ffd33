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

    /// <summary>`insert or replace` deletes without asking the triggers for deletion.</summary>
    /// <param name="isThere">SQL that says whether the new row would take another one's place.</param>
    public static void GuardAgainstReplacing(MigrationBuilder migration, string table, string isThere) =>
        migration.Sql($"create trigger {table}_no_replacement before insert on {table} when exists (select 1 from {table} where {isThere}) begin select raise(abort, '{table} is append-only'); end;");

    public static void StopGuardingAgainstReplacing(MigrationBuilder migration, string table) => migration.Sql($"drop trigger {table}_no_replacement;");
}
