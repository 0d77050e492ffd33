using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Shouwen.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class FindTextsByPairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_complaint_texts",
                table: "complaint_texts");

            migrationBuilder.AddColumn<long>(
                name: "id",
                table: "complaint_texts",
                type: "bigint",
                nullable: false,
                defaultValue: 0L)
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.AddColumn<string>(
                name: "pairs",
                table: "complaint_texts",
                type: "text",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_complaint_texts",
                table: "complaint_texts",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_texts_not_read_in",
                table: "complaint_texts",
                column: "id",
                filter: "pairs is null");

            migrationBuilder.CreateIndex(
                name: "ux_complaint_texts_stream_id",
                table: "complaint_texts",
                column: "stream_id",
                unique: true);

            migrationBuilder.Sql("create index ix_complaint_texts_pairs on complaint_texts using gin (string_to_array(pairs, ' '));");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index ix_complaint_texts_pairs;");
            migrationBuilder.DropPrimaryKey(
                name: "pk_complaint_texts",
                table: "complaint_texts");

            migrationBuilder.DropIndex(
                name: "ix_complaint_texts_not_read_in",
                table: "complaint_texts");

            migrationBuilder.DropIndex(
                name: "ux_complaint_texts_stream_id",
                table: "complaint_texts");

            migrationBuilder.DropColumn(
                name: "id",
                table: "complaint_texts");

            migrationBuilder.DropColumn(
                name: "pairs",
                table: "complaint_texts");

            migrationBuilder.AddPrimaryKey(
                name: "pk_complaint_texts",
                table: "complaint_texts",
                column: "stream_id");
        }
    }
}
