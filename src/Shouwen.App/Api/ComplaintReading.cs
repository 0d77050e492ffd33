using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Api;

/// <summary>One complaint, what is owed for it, and its history.</summary>
internal static class ComplaintReading
{
    public static void Map(RouteGroupBuilder api)
    {
        var one = api.MapGroup("/complaints/{number}").WithTags("complaints").RequireAuthorization(ApiPolicy.Read).RequireCapability(Capability.ReadCases);
        one.MapGet("", OneAsync).WithName("get-complaint").WithSummary("投诉").Produces<ComplaintView>();
        one.MapGet("/obligations", ObligationsAsync).WithName("get-obligations").WithSummary("办理义务").Produces<IReadOnlyList<ObligationView>>();
        one.MapGet("/journal", JournalAsync).RequireCapability(Capability.ReadJournal).WithName("get-journal").WithSummary("处理流水").Produces<IReadOnlyList<EntryView>>();
        one.MapGet("/attachments", FilesAsync).WithName("get-attachments").WithSummary("附件").Produces<IReadOnlyList<AttachmentView>>();
        one.MapGet("/attachments/{position:int}", FileAsync).WithName("get-attachment").WithSummary("一份附件的文件").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static Task<IResult> OneAsync(string number, ReadingContext reading) => reading.ReadAsync(AggregateKind.Complaint, number, "case", file => reading.View.Complaint(file.Complaint));

    private static Task<IResult> ObligationsAsync(string number, ReadingContext reading) => reading.ReadAsync(AggregateKind.Complaint, number, "obligations", file => file.Obligations.Select(reading.View.Obligation).ToList());

    private static Task<IResult> JournalAsync(string number, ReadingContext reading) => reading.ReadAsync(AggregateKind.Complaint, number, "journal", file => file.Complaint.Entries.Select(reading.View.Entry).ToList());

    private static Task<IResult> FilesAsync(string number, ReadingContext reading) => reading.ReadAsync(AggregateKind.Complaint, number, "attachments", file => file.Complaint.Entries.Select(reading.View.Attachment).OfType<AttachmentView>().ToList());

    private static Task<IResult> FileAsync(string number, int position, ReadingContext reading, AttachmentSender sender) =>
        sender.SendAsync(number, position, reading.Response, () => Problems.NotFound(AggregateKind.Complaint, number), Problems.Damaged, reading.Cancellation);
}

/// <summary>What a route that reads a complaint or another matter works with.</summary>
internal sealed class ReadingContext(IHttpContextAccessor accessor, Cases cases, CaseView view, AccessLog log)
{
    public HttpResponse Response => Http.Response;

    public CancellationToken Cancellation => Http.RequestAborted;

    public CaseView View => view;

    /// <summary>Shows something of a case in sight, and writes down that it was read; itself it is not sent again to who has it.</summary>
    /// <param name="what">What is read: <c>case</c>, <c>matter</c>, <c>obligations</c>, <c>journal</c>, <c>attachments</c>.</param>
    public async Task<IResult> ReadAsync(AggregateKind kind, string number, string what, Func<CaseFile, object> show)
    {
        if (await cases.FindAsync(kind, number, Http.RequestAborted) is not { } file)
        {
            return Problems.NotFound(kind, number);
        }

        var tag = Requests.Tag(file.Complaint.Version);
        Http.Response.Headers.ETag = tag;
        if (what is "case" or "matter" && Http.Request.Headers.IfNoneMatch.Contains(tag))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        await log.RecordAsync(number, what, null, Http.RequestAborted);
        return TypedResults.Ok(show(file));
    }

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");
}
