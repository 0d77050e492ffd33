using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WorkIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_outbox_recipient_created_at",
                table: "outbox",
                columns: new[] { "recipient", "created_at" },
                filter: "recipient is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_co_handled",
                table: "complaints",
                column: "last_entry_at",
                filter: "co_handlers <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_offered_to",
                table: "complaints",
                column: "offered_to",
                filter: "offered_to is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_stage_next_due_at",
                table: "complaints",
                columns: new[] { "stage", "next_due_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_recipient_created_at",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_complaints_co_handled",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_offered_to",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_stage_next_due_at",
                table: "complaints");
        }
    }
}
