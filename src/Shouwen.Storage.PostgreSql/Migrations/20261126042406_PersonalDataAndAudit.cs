using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class PersonalDataAndAudit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_access_log_number_at",
                table: "access_log");

            migrationBuilder.DropIndex(
                name: "ix_access_log_person_at",
                table: "access_log");

            migrationBuilder.AddColumn<string>(
                name: "fields",
                table: "access_log",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    post = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    query = table.Column<byte[]>(type: "bytea", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    is_approved = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exports", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_log_at_id",
                table: "access_log",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_log_number_at_id",
                table: "access_log",
                columns: new[] { "number", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_log_person_at_id",
                table: "access_log",
                columns: new[] { "person", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_log_unit_at_id",
                table: "access_log",
                columns: new[] { "unit", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_exports_kept",
                table: "exports",
                column: "expires_at",
                filter: "content is not null");

            migrationBuilder.CreateIndex(
                name: "ix_exports_person_requested_at",
                table: "exports",
                columns: new[] { "person", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_exports_undecided",
                table: "exports",
                column: "requested_at",
                filter: "decided_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "exports");

            migrationBuilder.DropIndex(
                name: "ix_access_log_at_id",
                table: "access_log");

            migrationBuilder.DropIndex(
                name: "ix_access_log_number_at_id",
                table: "access_log");

            migrationBuilder.DropIndex(
                name: "ix_access_log_person_at_id",
                table: "access_log");

            migrationBuilder.DropIndex(
                name: "ix_access_log_unit_at_id",
                table: "access_log");

            migrationBuilder.DropColumn(
                name: "fields",
                table: "access_log");

            migrationBuilder.CreateIndex(
                name: "ix_access_log_number_at",
                table: "access_log",
                columns: new[] { "number", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_log_person_at",
                table: "access_log",
                columns: new[] { "person", "at" });
        }
    }
}
