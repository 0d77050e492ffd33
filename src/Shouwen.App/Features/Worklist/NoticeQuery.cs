using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Storage;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Keys;

namespace Shouwen.App.Features.Worklist;

/// <summary>Reads what the system told somebody of late. The words are under the key of their complaint; a destroyed one tells nothing any more.</summary>
public sealed class NoticeQuery(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, KeyRing keys, Duties duties)
{
    public async Task<IReadOnlyList<Notice>> NewestAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (me, visible, matters) = (who.Person.Id, db.Complaints.VisibleTo(who), db.Matters.VisibleTo(who));
        var rows = await (from message in db.Outbox.AsNoTracking()
                          where message.Recipient == me && (visible.Any(row => row.StreamId == message.StreamId) || matters.Any(row => row.StreamId == message.StreamId))
                          join stream in db.Streams on message.StreamId equals stream.Id
                          join key in db.StreamKeys on message.StreamId equals key.StreamId
                          orderby message.CreatedAt descending
                          select new { message.MessageId, message.Payload, message.CreatedAt, stream.Kind, key.StreamId, key.Wrapped }).Take(count).ToListAsync(cancellationToken);
        return [.. rows.Select(row => Read(keys.Unwrap(row.StreamId, row.Wrapped).Open(row.Payload, Encoding.UTF8.GetBytes(row.MessageId)), row.Kind, row.CreatedAt))];
    }

    private Notice Read(byte[] payload, AggregateKind kind, DateTimeOffset at)
    {
        var told = CanonicalJson.Read(payload);
        return new(told.Text("text") ?? "请查看案卷", kind, told.Text("number"), [.. told.Texts("clauses").Select(duties.Clause)], at, told.Text("means") ?? "");
    }
}
