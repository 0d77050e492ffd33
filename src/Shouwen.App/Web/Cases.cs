using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Attachments;

namespace Shouwen.App.Web;

/// <summary>The way of pages and API to one complaint or other matter. What a person may not see and what does not exist give the same answer.</summary>
public sealed class Cases(IDbContextFactory<ShouwenDbContext> database, CaseReader reader, ComplaintHandler handler, CurrentActor who)
{
    public async Task<bool> IsVisibleAsync(AggregateKind kind, string number, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return kind == AggregateKind.Complaint ? await db.Complaints.VisibleTo(who).AnyAsync(row => row.Number == number, cancellationToken)
            : kind == AggregateKind.Organisation ? who.May(Capability.ReadOrganisation) || who.Institution.Posts[who.Post.Post].Administers()
            : kind == AggregateKind.Duty ? await db.Submissions.VisibleTo(who).AnyAsync(row => row.Number == number, cancellationToken)
            : await db.Matters.VisibleTo(who).AnyAsync(row => row.Kind == kind && row.Number == number, cancellationToken);
    }

    /// <summary>The complaint with what is derived from it, or null.</summary>
    public Task<CaseFile?> FindAsync(string number, CancellationToken cancellationToken) => FindAsync(AggregateKind.Complaint, number, cancellationToken);

    /// <summary>The case with what is derived from it, or null.</summary>
    public async Task<CaseFile?> FindAsync(AggregateKind kind, string number, CancellationToken cancellationToken) =>
        await IsVisibleAsync(kind, number, cancellationToken) ? await reader.ReadAsync(kind, number, cancellationToken) : null;

    /// <summary>Those of the numbers, of complaints and incidents, that are out of sight or do not exist.</summary>
    public async Task<IReadOnlySet<string>> UnseenAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
    {
        if (numbers.Count == 0)
        {
            return new HashSet<string>();
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var seen = await db.Complaints.VisibleTo(who).Where(row => numbers.Contains(row.Number)).Select(row => row.Number)
            .Concat(db.Matters.VisibleTo(who).Where(row => numbers.Contains(row.Number)).Select(row => row.Number)).ToListAsync(cancellationToken);
        return numbers.Except(seen).ToHashSet();
    }

    /// <summary>Does an action in the name of who asks. <see cref="Missing"/> for a case out of sight.</summary>
    public async Task<HandleResult> DoAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (request.Number is { } number && !await IsVisibleAsync(request.Kind, number, cancellationToken) && !await IsFoundLiableAsync(request, number, cancellationToken))
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
                    Kind = request.Number is null ? null : request.Kind,
                    ExpectedVersion = request.Version,
                    IdempotencyKey = request.Key,
                    Caller = who.Caller,
                    Route = request.Route,
                },
                cancellationToken);
    }

    // Whoever was found liable may appeal without seeing the case.
    private async Task<bool> IsFoundLiableAsync(ActionRequest request, string number, CancellationToken cancellationToken)
    {
        if (request.Action.Entitlement != Entitlement.Liable || request.Kind != AggregateKind.Complaint)
        {
            return false;
        }

        var me = who.Person.Id;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Liabilities.AnyAsync(row => row.Person == me && db.Complaints.Any(complaint => complaint.StreamId == row.StreamId && complaint.Number == number), cancellationToken);
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
        foreach (var field in request.Action.Fields.Where(field => field.Kind is FieldKind.Complaint or FieldKind.Complaints))
        {
            foreach (var text in Numbers(request.Input.Values.GetValueOrDefault(field.Name)))
            {
                if (!await IsVisibleAsync(AggregateKind.Complaint, text, cancellationToken))
                {
                    return new Refusal([], "malformed-field", $"{field.Label}“{text}”不存在") { Field = field.Name };
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Numbers(Raw? given) => given switch
    {
        RawScalar { Text: var text } => [text.Trim()],
        RawList list => list.Items.SelectMany(Numbers),
        _ => [],
    };
}

/// <summary>An action as a form or an API call asks for it.</summary>
/// <param name="Route">With the caller and the key it names the request, so that sending it twice does it once.</param>
public sealed record ActionRequest(ActionType Action, string? Number, RawMap Input, string Route)
{
    /// <summary>What the number is one of.</summary>
    public AggregateKind Kind { get; init; } = AggregateKind.Complaint;

    /// <summary>The version that the person saw; null where none is asked for (register).</summary>
    public int? Version { get; init; }

    /// <summary>One-time key.</summary>
    public string? Key { get; init; }

    /// <summary>The file that came with it.</summary>
    public StagedFile? File { get; init; }
}
