using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class FindClusters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "detected",
                table: "complaints",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "own_people",
                table: "complaints",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "ix_complaints_business_received_at",
                table: "complaints",
                columns: new[] { "business", "received_at" },
                filter: "business is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_product_received_at",
                table: "complaints",
                columns: new[] { "product", "received_at" },
                filter: "product is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_complaints_business_received_at",
                table: "complaints");

            migrationBuilder.DropIndex(
                name: "ix_complaints_product_received_at",
                table: "complaints");

            migrationBuilder.DropColumn(
                name: "detected",
                table: "complaints");

            migrationBuilder.DropColumn(
                name: "own_people",
                table: "complaints");
        }
    }
}
