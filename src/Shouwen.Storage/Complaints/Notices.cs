using System.Text;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;
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

    /// <summary>A reminder, or the word that something was missed; the same id is never sent twice.</summary>
    internal static void Alarm(ShouwenDbContext context, StoredStream stream, string person, Relation relation, string text, string clause, string id, DateTimeOffset at)
    {
        var payload = new Fields([new("relation", relation.Text), new("text", text), new("number", stream.Number), new("clauses", new List<object> { clause })]);
        context.Outbox.Add(new()
        {
            Kind = OutboxKind.Notice,
            MessageId = id,
            StreamId = stream.Id,
            Recipient = person,
            Payload = stream.Key!.Seal(CanonicalJson.Write(payload), Encoding.UTF8.GetBytes(id)), // the caller has seen that there is one
            CreatedAt = at,
            DueAt = at,
        });
    }

    private static OutboxKind KindOf(string? means) => means switch
    {
        "sms" => OutboxKind.Sms,
        "email" => OutboxKind.Mail,
        _ => OutboxKind.Notice,
    };
}
