using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NoReplacement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            AppendOnly.GuardAgainstReplacing(migrationBuilder, "journal", "sequence = new.sequence or (stream_id = new.stream_id and position = new.position)");
            AppendOnly.GuardAgainstReplacing(migrationBuilder, "checkpoints", "number = new.number");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            AppendOnly.StopGuardingAgainstReplacing(migrationBuilder, "journal");
            AppendOnly.StopGuardingAgainstReplacing(migrationBuilder, "checkpoints");
        }
    }
}
