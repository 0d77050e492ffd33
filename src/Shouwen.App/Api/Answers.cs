using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;

namespace Shouwen.App.Api;

/// <summary>What came of an action, as an HTTP answer.</summary>
internal static partial class Answers
{
    public static IResult To(HandleResult result, ActionRequest request, CaseView view, HttpResponse response)
    {
        var (action, number) = (request.Action, request.Number);
        switch (result)
        {
            case Done done:
                response.Headers.ETag = Requests.Tag(done.Version);
                var body = new ActionAnswer(done.Number, done.Version, [.. done.Entries.Select(view.Entry)]);
                return number is null ? TypedResults.Created(Paths.Of(action.Aggregate, done.Number), body) : TypedResults.Ok(body);
            case Refused refused:
                return Refuse(refused.Refusals);
            case Conflicted conflicted:
                response.Headers.ETag = Requests.Tag(conflicted.CurrentVersion);
                return Problems.Of(412, "stale", "It has changed", Sentence(conflicted, view, action), ("currentVersion", conflicted.CurrentVersion), ("changes", conflicted.Since.Select(view.Entry)));
            case InFlight:
                response.Headers.RetryAfter = "1";
                return Problems.InFlight();
            case KeyReused:
                return Problems.KeyReused();
            default:
                return Problems.NotFound(request.Kind, number ?? "");
        }
    }

    private static string Sentence(Conflicted conflicted, CaseView view, ActionType action) =>
        $"您查看之后，{string.Join("；", conflicted.Since.Select(view.Sentence))}。请看过再{action.Label}";

    // Mistakes in fields come first: 422. Then what the person may not: 403, where no rule says so too. Else a rule or the stage refuses: 409.
    private static ProblemHttpResult Refuse(IReadOnlyList<Refusal> refusals)
    {
        var fields = refusals.Where(refusal => refusal.Field is not null && refusal.Clauses.Count == 0).ToList();
        var others = refusals.Except(fields).ToList();
        var errors = fields.Select(ErrorOf).ToList();
        var reasons = others.Select(refusal => new RefusalView(refusal.Code, refusal.Clauses, refusal.Sentence, refusal.Field is { } field ? Path(field) : null)).ToList();
        var clauses = others.SelectMany(refusal => refusal.Clauses).Distinct().ToList();
        var detail = string.Join("；", refusals.Select(refusal => refusal.Sentence).Distinct());
        var (status, code, title) = errors.Count > 0 ? (422, "invalid-fields", "Fields are missing or wrong")
            : others.All(refusal => refusal.IsPermission) ? (403, Refusal.NoPermission, "Not permitted")
            : (409, others.Find(refusal => refusal.Clauses.Count > 0)?.Code ?? others[0].Code, "Refused");
        return Problems.Of(status, code, title, detail, ("clauses", clauses), ("refusals", reasons), ("errors", errors));
    }

    private static ErrorView ErrorOf(Refusal refusal)
    {
        var code = refusal.Code.EndsWith("-field", StringComparison.Ordinal) ? refusal.Code[..^"-field".Length] : refusal.Code;
        var sentence = code == FieldError.Unknown ? QuotedName().Replace(refusal.Sentence, name => $"“{JsonNames.ToCamel(name.Groups[1].Value)}”") : refusal.Sentence;
        return new(Path(refusal.Field!), code, sentence); // only refusals with a field come here
    }

    /// <summary><c>complainants[0].id-number</c> as it stands in the JSON body.</summary>
    private static string Path(string field) => JsonNames.ToCamel(field);

    [GeneratedRegex("“([a-z0-9-]+)”", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedName();
}
