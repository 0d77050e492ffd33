using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ListsAndExports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_exports_kept",
                table: "exports");

            migrationBuilder.DropIndex(
                name: "ix_complaints_next_due_at",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_received_at",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_stage_next_due_at",
                table: "complaints");

            migrationBuilder.DropColumn(
                name: "content",
                table: "exports");

            migrationBuilder.AddColumn<string>(
                name: "after",
                table: "exports",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "done_at",
                table: "exports",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "leased_until",
                table: "exports",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "parts",
                table: "exports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "problem",
                table: "exports",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "export_parts",
                columns: table => new
                {
                    export_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_export_parts", x => new { x.export_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_export_parts_exports",
                        column: x => x.export_id,
                        principalTable: "exports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_exports_kept",
                table: "exports",
                column: "expires_at",
                filter: "parts > 0");

            migrationBuilder.CreateIndex(
                name: "ix_exports_to_make",
                table: "exports",
                column: "decided_at",
                filter: "is_approved and done_at is null and problem is null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_matured",
                table: "complaints",
                column: "last_entry_at",
                filter: "is_matured");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_next_due_at_number",
                table: "complaints",
                columns: new[] { "next_due_at", "number" },
                filter: "next_due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_received_at_number",
                table: "complaints",
                columns: new[] { "received_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_settled",
                table: "complaints",
                columns: new[] { "received_at", "number" },
                filter: "next_due_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_stage_next_due_at_number",
                table: "complaints",
                columns: new[] { "stage", "next_due_at", "number" },
                filter: "next_due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_stage_received_at_number",
                table: "complaints",
                columns: new[] { "stage", "received_at", "number" });

            // Their files lay in the column that is gone; whoever still wants one asks again.
            migrationBuilder.Sql("update exports set done_at = decided_at, expires_at = decided_at where is_approved");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "export_parts");

            migrationBuilder.DropIndex(
                name: "ix_exports_kept",
                table: "exports");

            migrationBuilder.DropIndex(
                name: "ix_exports_to_make",
                table: "exports");

            migrationBuilder.DropIndex(
                name: "ix_complaints_matured",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_next_due_at_number",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_received_at_number",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_settled",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_stage_next_due_at_number",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_stage_received_at_number",
                table: "complaints");

            migrationBuilder.DropColumn(
                name: "after",
                table: "exports");

            migrationBuilder.DropColumn(
                name: "done_at",
                table: "exports");

            migrationBuilder.DropColumn(
                name: "leased_until",
                table: "exports");

            migrationBuilder.DropColumn(
                name: "parts",
                table: "exports");

            migrationBuilder.DropColumn(
                name: "problem",
                table: "exports");

            migrationBuilder.AddColumn<byte[]>(
                name: "content",
                table: "exports",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_exports_kept",
                table: "exports",
                column: "expires_at",
                filter: "content is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_next_due_at",
                table: "complaints",
                column: "next_due_at",
                filter: "next_due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_received_at",
                table: "complaints",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_stage_next_due_at",
                table: "complaints",
                columns: new[] { "stage", "next_due_at" });
        }
    }
}
