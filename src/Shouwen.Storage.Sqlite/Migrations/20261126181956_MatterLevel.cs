using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MatterLevel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "level",
                table: "matters",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "level",
                table: "matters");
        }
    }
}
