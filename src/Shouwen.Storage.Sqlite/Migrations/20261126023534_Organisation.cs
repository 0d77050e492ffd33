using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Organisation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "organisation_followed_at",
                table: "owner",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "organisation_version",
                table: "owner",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "organisation_followed_at",
                table: "owner");

            migrationBuilder.DropColumn(
                name: "organisation_version",
                table: "owner");
        }
    }
}
