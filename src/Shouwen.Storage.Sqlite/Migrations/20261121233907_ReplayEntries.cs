using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ReplayEntries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "response",
                table: "idempotency");

            migrationBuilder.DropColumn(
                name: "status",
                table: "idempotency");

            migrationBuilder.AddColumn<int>(
                name: "first_position",
                table: "idempotency",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "first_position",
                table: "idempotency");

            migrationBuilder.AddColumn<byte[]>(
                name: "response",
                table: "idempotency",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "status",
                table: "idempotency",
                type: "INTEGER",
                nullable: true);
        }
    }
}
