using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FindTextsByPairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The framework would give every row there is the same id.
            migrationBuilder.Sql("""
                create table complaint_texts_new (
                    id INTEGER NOT NULL CONSTRAINT pk_complaint_texts PRIMARY KEY AUTOINCREMENT,
                    stream_id TEXT NOT NULL,
                    summary TEXT NOT NULL,
                    pairs TEXT NULL,
                    CONSTRAINT fk_complaint_texts_complaints FOREIGN KEY (stream_id) REFERENCES complaints (stream_id) ON DELETE CASCADE);
                insert into complaint_texts_new (stream_id, summary) select text.stream_id, text.summary from complaint_texts as text left join complaints as complaint on complaint.stream_id = text.stream_id order by complaint.received_at;
                drop table complaint_texts;
                alter table complaint_texts_new rename to complaint_texts;
                """);
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

            // What is taken out of the index is overwritten there, for a destroyed text must not be read from it.
            migrationBuilder.Sql("""
                create virtual table complaint_words using fts5(pairs, content='complaint_texts', content_rowid='id', detail=none, tokenize='unicode61 remove_diacritics 0');
                insert into complaint_words(complaint_words, rank) values ('secure-delete', 1);
                create trigger complaint_texts_read_in after insert on complaint_texts when new.pairs is not null begin
                    insert into complaint_words(rowid, pairs) values (new.id, new.pairs);
                end;
                create trigger complaint_texts_forgotten after delete on complaint_texts when old.pairs is not null begin
                    insert into complaint_words(complaint_words, rowid, pairs) values ('delete', old.id, old.pairs);
                end;
                create trigger complaint_texts_read_in_later after update of pairs on complaint_texts when old.pairs is null and new.pairs is not null begin
                    insert into complaint_words(rowid, pairs) values (new.id, new.pairs);
                end;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger complaint_texts_read_in;
                drop trigger complaint_texts_forgotten;
                drop trigger complaint_texts_read_in_later;
                drop table complaint_words;
                create table complaint_texts_old (
                    stream_id TEXT NOT NULL CONSTRAINT pk_complaint_texts PRIMARY KEY,
                    summary TEXT NOT NULL,
                    CONSTRAINT fk_complaint_texts_complaints FOREIGN KEY (stream_id) REFERENCES complaints (stream_id) ON DELETE CASCADE);
                insert into complaint_texts_old (stream_id, summary) select stream_id, summary from complaint_texts;
                drop table complaint_texts;
                alter table complaint_texts_old rename to complaint_texts;
                """);
        }
    }
}
