using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class FollowUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "matures_on",
                table: "matters",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "units",
                table: "matters",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "is_matured",
                table: "complaints",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "liabilities",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    clause = table.Column<string>(type: "text", nullable: false),
                    sanction = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    found_by = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    appeal_stage = table.Column<string>(type: "text", nullable: true),
                    appealed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_liabilities", x => new { x.stream_id, x.position });
                    table.ForeignKey(
                        name: "fk_liabilities_complaints",
                        column: x => x.stream_id,
                        principalTable: "complaints",
                        principalColumn: "stream_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rectifications",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    planned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    verified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rectifications", x => new { x.stream_id, x.position });
                    table.ForeignKey(
                        name: "fk_rectifications_complaints",
                        column: x => x.stream_id,
                        principalTable: "complaints",
                        principalColumn: "stream_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    clause = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    submitted_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submissions", x => x.stream_id);
                    table.ForeignKey(
                        name: "fk_submissions_streams",
                        column: x => x.stream_id,
                        principalTable: "streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_liabilities_found_at",
                table: "liabilities",
                column: "found_at");

            migrationBuilder.CreateIndex(
                name: "ix_liabilities_person_found_at",
                table: "liabilities",
                columns: new[] { "person", "found_at" });

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_owner_state",
                table: "rectifications",
                columns: new[] { "owner", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_state_due_at",
                table: "rectifications",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ux_submissions_number",
                table: "submissions",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_submissions_unit_clause_period",
                table: "submissions",
                columns: new[] { "unit", "clause", "period" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "liabilities");

            migrationBuilder.DropTable(
                name: "rectifications");

            migrationBuilder.DropTable(
                name: "submissions");

            migrationBuilder.DropColumn(
                name: "matures_on",
                table: "matters");

            migrationBuilder.DropColumn(
                name: "units",
                table: "matters");

            migrationBuilder.DropColumn(
                name: "is_matured",
                table: "complaints");
        }
    }
}
