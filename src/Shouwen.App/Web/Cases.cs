using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Storage.Attachments;

namespace Shouwen.App.Web;

/// <summary>The way of pages and API to one complaint. What a person may not see and what does not exist give the same answer.</summary>
public sealed class Cases(IDbContextFactory<ShouwenDbContext> database, CaseReader reader, ComplaintHandler handler, CurrentActor who)
{
    public async Task<bool> IsVisibleAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Complaints.VisibleTo(who).AnyAsync(row => row.Number == number, cancellationToken);
    }

    /// <summary>The case with what is derived from it, or null.</summary>
    public async Task<CaseFile?> FindAsync(string number, CancellationToken cancellationToken) =>
        await IsVisibleAsync(number, cancellationToken) ? await reader.ReadAsync(number, cancellationToken) : null;

    /// <summary>Does an action in the name of who asks. <see cref="Missing"/> for a case out of sight.</summary>
    public async Task<HandleResult> DoAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (request.Number is { } number && !await IsVisibleAsync(number, cancellationToken))
        {
            return new Missing();
        }

        return (NotOffered(request) ?? await HiddenReferenceAsync(request, cancellationToken)) is { } refusal
            ? new Refused([refusal])
            : await handler.HandleAsync(
                new HandleRequest(request.Action.Name, InputOf(request), who.Actor)
                {
                    File = request.File,
                    Number = request.Number,
                    ExpectedVersion = request.Version,
                    IdempotencyKey = request.Key,
                    Caller = who.Caller,
                    Route = request.Route,
                },
                cancellationToken);
    }

    // A word that the institution does not use, such as a channel that it does not have; what was recorded with it earlier stays.
    private Refusal? NotOffered(ActionRequest request) =>
        (from field in request.Action.Fields
         where request.Input.Values.GetValueOrDefault(field.Name) is RawScalar given && field.Choices.Any(choice => choice.Value == given.Text.Trim() && !who.Institution.Words.IsOffered(choice))
         select new Refusal([], "malformed-field", $"{field.Label}应为以下之一：{string.Join("、", who.Institution.Words.Offered(field.Choices).Select(choice => $"{choice.Value} {choice.Label}"))}") { Field = field.Name }).FirstOrDefault();

    // What stands in the field of a file is the name of the one that came, and nothing else.
    private static RawMap InputOf(ActionRequest request)
    {
        if (request.Action.FileField is not { } field)
        {
            return request.Input;
        }

        var values = request.Input.Values.Where(pair => pair.Key != field.Name).ToDictionary();
        if (request.File is { } file)
        {
            values[field.Name] = new RawScalar(file.Name, Quoted: true, default);
        }

        return request.Input with { Values = values };
    }

    // A complaint named in a field must be one that this person sees; the answer is that for a number that does not exist.
    private async Task<Refusal?> HiddenReferenceAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        foreach (var field in request.Action.Fields.Where(field => field.Kind == FieldKind.Complaint))
        {
            if (request.Input.Values.GetValueOrDefault(field.Name) is RawScalar { Text: var text } && !await IsVisibleAsync(text.Trim(), cancellationToken))
            {
                return new Refusal([], "malformed-field", $"{field.Label}“{text.Trim()}”不存在") { Field = field.Name };
            }
        }

        return null;
    }
}

/// <summary>An action as a form or an API call asks for it.</summary>
/// <param name="Route">With the caller and the key it names the request, so that sending it twice does it once.</param>
public sealed record ActionRequest(ActionType Action, string? Number, RawMap Input, string Route)
{
    /// <summary>The version of the complaint that the person saw; null where none is asked for (register).</summary>
    public int? Version { get; init; }

    /// <summary>One-time key.</summary>
    public string? Key { get; init; }

    /// <summary>The file that came with it.</summary>
    public StagedFile? File { get; init; }
}
