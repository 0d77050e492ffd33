using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Matters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_obligations_complaints",
                table: "obligations");

            migrationBuilder.AddColumn<bool>(
                name: "is_satisfied",
                table: "complaints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "matters",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    stage = table.Column<string>(type: "TEXT", nullable: false),
                    has_ended = table.Column<bool>(type: "INTEGER", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    about_unit = table.Column<string>(type: "TEXT", nullable: true),
                    responsible_person = table.Column<string>(type: "TEXT", nullable: true),
                    responsible_unit = table.Column<string>(type: "TEXT", nullable: true),
                    unit_path = table.Column<string>(type: "TEXT", nullable: true),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_entry_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    next_due_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_matters", x => x.stream_id);
                    table.ForeignKey(
                        name: "fk_matters_streams",
                        column: x => x.stream_id,
                        principalTable: "streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_matters_kind_opened_at",
                table: "matters",
                columns: new[] { "kind", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_matters_kind_subject",
                table: "matters",
                columns: new[] { "kind", "subject" });

            migrationBuilder.CreateIndex(
                name: "ux_matters_kind_number",
                table: "matters",
                columns: new[] { "kind", "number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_obligations_streams",
                table: "obligations",
                column: "stream_id",
                principalTable: "streams",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_obligations_streams",
                table: "obligations");

            migrationBuilder.DropTable(
                name: "matters");

            migrationBuilder.DropColumn(
                name: "is_satisfied",
                table: "complaints");

            migrationBuilder.AddForeignKey(
                name: "fk_obligations_complaints",
                table: "obligations",
                column: "stream_id",
                principalTable: "complaints",
                principalColumn: "stream_id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
