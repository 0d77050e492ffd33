using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwen.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_log",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    post = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    username = table.Column<string>(type: "TEXT", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: false),
                    is_disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    must_change_password = table.Column<bool>(type: "INTEGER", nullable: false),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: false),
                    failed_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    acts_as = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_used_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    signature = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoints", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counters", x => x.scope);
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    form = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    caller = table.Column<string>(type: "TEXT", nullable: false),
                    route = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    body_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: true),
                    response = table.Column<byte[]>(type: "BLOB", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency", x => new { x.caller, x.route, x.key });
                });

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    policy_id = table.Column<string>(type: "TEXT", nullable: false),
                    file = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stored_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "streams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    head = table.Column<byte[]>(type: "BLOB", nullable: false),
                    checkpointed_version = table.Column<int>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_streams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "complaints",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    stage = table.Column<string>(type: "TEXT", nullable: false),
                    has_ended = table.Column<bool>(type: "INTEGER", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    severity = table.Column<string>(type: "TEXT", nullable: true),
                    complexity = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    about_unit = table.Column<string>(type: "TEXT", nullable: true),
                    about_person = table.Column<string>(type: "TEXT", nullable: true),
                    product = table.Column<string>(type: "TEXT", nullable: true),
                    business = table.Column<string>(type: "TEXT", nullable: true),
                    first_contact = table.Column<string>(type: "TEXT", nullable: true),
                    accepting_unit = table.Column<string>(type: "TEXT", nullable: true),
                    responsible_person = table.Column<string>(type: "TEXT", nullable: true),
                    responsible_unit = table.Column<string>(type: "TEXT", nullable: true),
                    offered_to = table.Column<string>(type: "TEXT", nullable: true),
                    unit_path = table.Column<string>(type: "TEXT", nullable: true),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    registered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_entry_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    next_due_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    amount = table.Column<decimal>(type: "TEXT", precision: 18, scale: 2, nullable: true),
                    compensation_paid = table.Column<decimal>(type: "TEXT", precision: 18, scale: 2, nullable: false),
                    masked_name = table.Column<string>(type: "TEXT", nullable: true),
                    flags = table.Column<string>(type: "TEXT", nullable: false),
                    merged_into = table.Column<string>(type: "TEXT", nullable: true),
                    is_on_hold = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaints", x => x.stream_id);
                    table.ForeignKey(
                        name: "fk_complaints_streams",
                        column: x => x.stream_id,
                        principalTable: "streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    open_part = table.Column<string>(type: "TEXT", nullable: false),
                    sealed_part = table.Column<byte[]>(type: "BLOB", nullable: true),
                    previous_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_journal_streams",
                        column: x => x.stream_id,
                        principalTable: "streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    message_id = table.Column<string>(type: "TEXT", nullable: false),
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: true),
                    recipient = table.Column<string>(type: "TEXT", nullable: true),
                    payload = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    leased_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    leased_by = table.Column<string>(type: "TEXT", nullable: true),
                    fence = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    dead_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                    table.ForeignKey(
                        name: "fk_outbox_streams",
                        column: x => x.stream_id,
                        principalTable: "streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stream_keys",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    master_key_id = table.Column<string>(type: "TEXT", nullable: false),
                    wrapped = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stream_keys", x => x.stream_id);
                    table.ForeignKey(
                        name: "fk_stream_keys_streams",
                        column: x => x.stream_id,
                        principalTable: "streams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "complainants",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    masked_name = table.Column<string>(type: "TEXT", nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", nullable: true),
                    id_number_index = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name1_index = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name2_index = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name3_index = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name_index = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complainants", x => new { x.stream_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_complainants_complaints",
                        column: x => x.stream_id,
                        principalTable: "complaints",
                        principalColumn: "stream_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "complaint_texts",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    summary = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_texts", x => x.stream_id);
                    table.ForeignKey(
                        name: "fk_complaint_texts_complaints",
                        column: x => x.stream_id,
                        principalTable: "complaints",
                        principalColumn: "stream_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "obligations",
                columns: table => new
                {
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    policy_id = table.Column<string>(type: "TEXT", nullable: false),
                    clause = table.Column<string>(type: "TEXT", nullable: false),
                    instance = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    owed_by = table.Column<string>(type: "TEXT", nullable: false),
                    owed_by_person = table.Column<string>(type: "TEXT", nullable: true),
                    owed_by_unit = table.Column<string>(type: "TEXT", nullable: true),
                    unit_path = table.Column<string>(type: "TEXT", nullable: true),
                    owed_to = table.Column<string>(type: "TEXT", nullable: true),
                    period = table.Column<string>(type: "TEXT", nullable: true),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    triggered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_provisional = table.Column<bool>(type: "INTEGER", nullable: false),
                    extended_from = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    discharged_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    waived_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cancelled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    next_alarm_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    alarmed_until = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligations", x => new { x.stream_id, x.key });
                    table.ForeignKey(
                        name: "fk_obligations_complaints",
                        column: x => x.stream_id,
                        principalTable: "complaints",
                        principalColumn: "stream_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_log_number_at",
                table: "access_log",
                columns: new[] { "number", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_log_person_at",
                table: "access_log",
                columns: new[] { "person", "at" });

            migrationBuilder.CreateIndex(
                name: "ux_accounts_username",
                table: "accounts",
                column: "username",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_complainants_id_number_index",
                table: "complainants",
                column: "id_number_index",
                filter: "id_number_index is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complainants_name1_index",
                table: "complainants",
                column: "name1_index",
                filter: "name1_index is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complainants_name2_index",
                table: "complainants",
                column: "name2_index",
                filter: "name2_index is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complainants_name3_index",
                table: "complainants",
                column: "name3_index",
                filter: "name3_index is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complainants_name_index",
                table: "complainants",
                column: "name_index",
                filter: "name_index is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complainants_phone_index",
                table: "complainants",
                column: "phone_index",
                filter: "phone_index is not null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_about_unit_received_at",
                table: "complaints",
                columns: new[] { "about_unit", "received_at" });

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
                name: "ix_complaints_responsible_person_has_ended",
                table: "complaints",
                columns: new[] { "responsible_person", "has_ended" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_responsible_unit_has_ended",
                table: "complaints",
                columns: new[] { "responsible_unit", "has_ended" });

            migrationBuilder.CreateIndex(
                name: "ux_complaints_number",
                table: "complaints",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_drafts_person_form",
                table: "drafts",
                columns: new[] { "person", "form" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_created_at",
                table: "idempotency",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_journal_action_at",
                table: "journal",
                columns: new[] { "action", "at" });

            migrationBuilder.CreateIndex(
                name: "ux_journal_stream_id_position",
                table: "journal",
                columns: new[] { "stream_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_obligations_alarm_clock",
                table: "obligations",
                column: "next_alarm_at",
                filter: "next_alarm_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_obligations_clause_due_at",
                table: "obligations",
                columns: new[] { "clause", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_obligations_open_by_due",
                table: "obligations",
                column: "due_at",
                filter: "discharged_at is null and waived_at is null and cancelled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_obligations_open_by_person",
                table: "obligations",
                columns: new[] { "owed_by_person", "due_at" },
                filter: "discharged_at is null and waived_at is null and cancelled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_obligations_open_by_unit",
                table: "obligations",
                columns: new[] { "owed_by_unit", "due_at" },
                filter: "discharged_at is null and waived_at is null and cancelled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_stream_id",
                table: "outbox",
                column: "stream_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                table: "outbox",
                column: "due_at",
                filter: "done_at is null and dead_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_outbox_message_id",
                table: "outbox",
                column: "message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_streams_not_checkpointed",
                table: "streams",
                column: "id",
                filter: "version > checkpointed_version");

            migrationBuilder.CreateIndex(
                name: "ux_streams_kind_number",
                table: "streams",
                columns: new[] { "kind", "number" },
                unique: true);

            AppendOnly.Guard(migrationBuilder, "journal");
            AppendOnly.Guard(migrationBuilder, "checkpoints");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_log");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "complainants");

            migrationBuilder.DropTable(
                name: "complaint_texts");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "obligations");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropTable(
                name: "stream_keys");

            migrationBuilder.DropTable(
                name: "complaints");

            migrationBuilder.DropTable(
                name: "streams");
        }
    }
}
