using Shouwen.App.Web;
using Shouwen.Storage;

namespace Shouwen.App.Api;

/// <summary>One complaint, what is owed for it, and its history.</summary>
internal static class ComplaintReading
{
    public static void Map(RouteGroupBuilder api)
    {
        var one = api.MapGroup("/complaints/{number}").WithTags("complaints").RequireAuthorization(ApiPolicy.Read);
        one.MapGet("", OneAsync).WithName("get-complaint").WithSummary("投诉").Produces<ComplaintView>();
        one.MapGet("/obligations", ObligationsAsync).WithName("get-obligations").WithSummary("办理义务").Produces<IReadOnlyList<ObligationView>>();
        one.MapGet("/journal", JournalAsync).WithName("get-journal").WithSummary("处理流水").Produces<IReadOnlyList<EntryView>>();
        one.MapGet("/attachments", FilesAsync).WithName("get-attachments").WithSummary("附件").Produces<IReadOnlyList<AttachmentView>>();
        one.MapGet("/attachments/{position:int}", FileAsync).WithName("get-attachment").WithSummary("一份附件的文件").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static Task<IResult> OneAsync(string number, ReadingContext reading) => ReadAsync(number, "case", reading, file => reading.View.Complaint(file.Complaint));

    private static Task<IResult> ObligationsAsync(string number, ReadingContext reading) => ReadAsync(number, "obligations", reading, file => file.Obligations.Select(reading.View.Obligation).ToList());

    private static Task<IResult> JournalAsync(string number, ReadingContext reading) => ReadAsync(number, "journal", reading, file => file.Complaint.Entries.Select(reading.View.Entry).ToList());

    private static Task<IResult> FilesAsync(string number, ReadingContext reading) => ReadAsync(number, "attachments", reading, file => file.Complaint.Entries.Select(reading.View.Attachment).OfType<AttachmentView>().ToList());

    private static Task<IResult> FileAsync(string number, int position, ReadingContext reading, AttachmentSender sender) =>
        sender.SendAsync(number, position, reading.Response, () => Problems.NotFound(number), Problems.Damaged, reading.Cancellation);

    private static async Task<IResult> ReadAsync(string number, string what, ReadingContext reading, Func<CaseFile, object> show)
    {
        if (await reading.Cases.FindAsync(number, reading.Cancellation) is not { } file)
        {
            return Problems.NotFound(number);
        }

        var tag = Requests.Tag(file.Complaint.Version);
        reading.Response.Headers.ETag = tag;
        if (what == "case" && reading.Request.Headers.IfNoneMatch.Contains(tag))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        await reading.Log.RecordAsync(number, what, null, reading.Cancellation);
        return TypedResults.Ok(show(file));
    }
}

/// <summary>What a route that reads a complaint works with.</summary>
internal sealed class ReadingContext(IHttpContextAccessor accessor, Cases cases, CaseView view, AccessLog log)
{
    public HttpRequest Request => Http.Request;

    public HttpResponse Response => Http.Response;

    public CancellationToken Cancellation => Http.RequestAborted;

    public Cases Cases => cases;

    public CaseView View => view;

    public AccessLog Log => log;

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");
}
