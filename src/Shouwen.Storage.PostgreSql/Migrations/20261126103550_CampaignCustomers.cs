using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class CampaignCustomers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "campaign_customers",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_to = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    is_issued = table.Column<bool>(type: "boolean", nullable: false),
                    manager = table.Column<string>(type: "text", nullable: true),
                    masked_name = table.Column<string>(type: "text", nullable: false),
                    details = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    redeems = table.Column<bool>(type: "boolean", nullable: false),
                    renews = table.Column<bool>(type: "boolean", nullable: false),
                    complains = table.Column<bool>(type: "boolean", nullable: false),
                    complaint = table.Column<string>(type: "text", nullable: true),
                    last_contact_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_customers", x => new { x.stream_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_campaign_customers_streams",
                        column: x => x.stream_id,
                        principalTable: "streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaign_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    stream_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    lines = table.Column<int>(type: "integer", nullable: true),
                    done = table.Column<int>(type: "integer", nullable: false),
                    bad = table.Column<int>(type: "integer", nullable: false),
                    errors = table.Column<byte[]>(type: "bytea", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_campaign_imports_streams",
                        column: x => x.stream_id,
                        principalTable: "streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_customers_figures",
                table: "campaign_customers",
                columns: new[] { "stream_id", "is_issued", "unit", "manager", "state", "redeems", "renews", "complains" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_customers_import_id_issued_to_ordinal",
                table: "campaign_customers",
                columns: new[] { "import_id", "issued_to", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_customers_of_manager",
                table: "campaign_customers",
                columns: new[] { "manager", "stream_id", "ordinal" },
                filter: "manager is not null");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_customers_of_unit",
                table: "campaign_customers",
                columns: new[] { "stream_id", "is_issued", "unit", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "ux_campaign_customers_stream_id_phone_index",
                table: "campaign_customers",
                columns: new[] { "stream_id", "phone_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaign_imports_reading",
                table: "campaign_imports",
                column: "leased_until",
                filter: "state = 'Reading'");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_imports_stream_id_started_at",
                table: "campaign_imports",
                columns: new[] { "stream_id", "started_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign_customers");

            migrationBuilder.DropTable(
                name: "campaign_imports");
        }
    }
}
