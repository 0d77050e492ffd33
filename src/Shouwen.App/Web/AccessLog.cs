using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Web;

/// <summary>Writes down that somebody saw personal data: who, whose, what and why. Written before the data is shown; when it cannot be, nothing is shown.</summary>
public sealed class AccessLog(CommandWriter writer, CurrentActor who, IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <param name="what">What was seen: <c>case</c>, <c>complainants</c>, <c>export</c>.</param>
    /// <param name="fields">The personal fields seen in full; null where all was masked.</param>
    public Task RecordAsync(string number, string what, string? reason, CancellationToken cancellationToken, string? fields = null) => RecordAsync([number], what, reason, cancellationToken, fields);

    /// <summary>The same of several complaints at once: a record for each.</summary>
    public async Task RecordAsync(IReadOnlyCollection<string> numbers, string what, string? reason, CancellationToken cancellationToken, string? fields = null)
    {
        var now = clock.GetUtcNow();
        var rows = numbers.Select(number => new AccessLogRow
        {
            At = now,
            Person = who.Person.Id,
            Post = who.Post.Post,
            Unit = who.Post.Unit,
            Number = number,
            What = what,
            Fields = fields,
            Reason = reason,
            Source = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        }).ToList();
        await writer.WriteAsync(
            db =>
            {
                db.AccessLog.AddRange(rows);
                return db.SaveChangesAsync(CancellationToken.None);
            },
            cancellationToken);
    }
}
