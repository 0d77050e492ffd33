using Microsoft.EntityFrameworkCore.Migrations;

namespace Shouwen.Storage.PostgreSql;

/// <summary>Refuses to change, delete or truncate rows of a table, whoever asks.</summary>
internal static class AppendOnly
{
    public static void Guard(MigrationBuilder migration, string table) => migration.Sql($"""
        create function {table}_is_append_only() returns trigger language plpgsql as $$ begin raise exception '{table} is append-only'; end $$;
        create trigger {table}_no_change before update or delete on {table} for each row execute function {table}_is_append_only();
        create trigger {table}_no_truncate before truncate on {table} for each statement execute function {table}_is_append_only();
        """);
}
