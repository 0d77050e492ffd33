using Microsoft.Extensions.Primitives;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Storage.Attachments;

namespace Shouwen.App.Api;

/// <summary>Reads the body of an action that takes a file: a form, its fields named as in JSON, a group's with a dot (<c>override.clause</c>).</summary>
internal static class FileForm
{
    /// <param name="field">Takes the file.</param>
    public static async Task<IResult> DoAsync(FieldType field, AggregateKind kind, string number, ActionContext context, Func<RawMap, StagedFile?, Task<IResult>> act)
    {
        if (!Upload.Is(context.Request))
        {
            return Problems.NotFormType();
        }

        if (!await context.Cases.IsVisibleAsync(kind, number, context.Cancellation))
        {
            return Problems.NotFound(kind, number);
        }

        Upload upload;
        try
        {
            upload = await context.Uploads.ReadAsync(context.Request, number, field.Name, context.Cancellation);
        }
        catch (BadHttpRequestException mistake) when (StorageFailures.Of(mistake) is null)
        {
            return Problems.NotForm(mistake.StatusCode);
        }

        await using (upload)
        {
            return await act(Input(upload.Form), upload.File);
        }
    }

    private static RawMap Input(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        Map(fields.GroupBy(field => field.Key.Split('.', 2)[0]).Select(same => KeyValuePair.Create(JsonNames.ToKebab(same.Key), Value(same.Key, [.. same]))));

    private static Raw Value(string name, IReadOnlyList<KeyValuePair<string, StringValues>> fields) => fields is [{ Key: var only, Value: var text }] && only == name
        ? new RawScalar(text.ToString(), Quoted: true, default)
        : Input(fields.Where(field => field.Key.Length > name.Length + 1).Select(field => KeyValuePair.Create(field.Key[(name.Length + 1)..], field.Value)));

    private static RawMap Map(IEnumerable<KeyValuePair<string, Raw>> values) => new(values.DistinctBy(pair => pair.Key).ToDictionary(), new Dictionary<string, Position>(), default);
}
