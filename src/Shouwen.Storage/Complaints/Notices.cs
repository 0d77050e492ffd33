using System.Text;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Complaints;

/// <summary>The messages that entries bring about, written in their transaction and delivered later.</summary>
public static class Notices
{
    /// <summary>Payload: <c>relation</c>, <c>text</c>, <c>number</c> and <c>clauses</c> as canonical JSON under the complaint's key.</summary>
    public static void Write(ShouwenDbContext context, StoredStream stream, IEnumerable<Entry> added)
    {
        foreach (var entry in added.Where(entry => entry.Action == "notify" && stream.Key is not null))
        {
            var id = $"{stream.Number}/{entry.Position}";
            var payload = entry.Data.With("number", stream.Number).With("clauses", entry.Clauses.ToList<object>());
            context.Outbox.Add(new()
            {
                Kind = KindOf(entry.Data.Text("means")),
                MessageId = id,
                StreamId = stream.Id,
                Position = entry.Position,
                Recipient = entry.Data.Text("to"),
                Payload = stream.Key!.Seal(CanonicalJson.Write(payload), Encoding.UTF8.GetBytes(id)),
                CreatedAt = entry.At,
                DueAt = entry.At,
            });
        }
    }

    private static OutboxKind KindOf(string? means) => means switch
    {
        "sms" => OutboxKind.Sms,
        "email" => OutboxKind.Mail,
        _ => OutboxKind.Notice,
    };
}
