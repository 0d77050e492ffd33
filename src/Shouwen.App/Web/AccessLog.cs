using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Web;

/// <summary>Writes down that somebody saw personal data: who, whose, what and why. Written before the data is shown; when it cannot be, nothing is shown.</summary>
public sealed class AccessLog(CommandWriter writer, CurrentActor who, IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <param name="what">What was seen: <c>case</c>, <c>complainants</c>, <c>export</c>.</param>
    public async Task RecordAsync(string number, string what, string? reason, CancellationToken cancellationToken)
    {
        var row = new AccessLogRow
        {
            At = clock.GetUtcNow(),
            Person = who.Person.Id,
            Post = who.Post.Post,
            Unit = who.Post.Unit,
            Number = number,
            What = what,
            Reason = reason,
            Source = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        };
        await writer.WriteAsync(db => db.AccessLog.Add(row).Context.SaveChangesAsync(CancellationToken.None), cancellationToken);
    }
}
