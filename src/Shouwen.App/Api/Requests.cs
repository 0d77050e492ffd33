using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Api;

/// <summary>Reads what every changing request carries in its headers and body; each mistake is a problem of its own.</summary>
internal static class Requests
{
    private const int LongestKey = 64;

    /// <summary>The one-time key, as a bare word or a quoted string; null when it is missing or cannot be one.</summary>
    public static string? Key(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString().Trim().Trim('"');
        return key.Length is > 0 and <= LongestKey && key.All(letter => letter is > ' ' and < '\x7f') ? key : null;
    }

    /// <summary>The version in <c>If-Match</c>: only a strong tag of ours names one, <c>*</c> would overwrite what others did.</summary>
    public static (int? Version, ProblemHttpResult? Problem) Version(HttpRequest request)
    {
        var given = request.Headers.IfMatch.ToString();
        if (given.Length == 0 || given == "*")
        {
            return (null, Problems.VersionMissing());
        }

        var parsed = EntityTagHeaderValue.TryParse(given, out var tag) && !tag.IsWeak && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : (int?)null;
        return parsed is null ? (null, Problems.VersionMalformed(given)) : (parsed, null);
    }

    public static async Task<(RawMap? Input, ProblemHttpResult? Problem)> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not 0 && request.ContentType is not null && !request.HasJsonContentType())
        {
            return (null, Problems.NotJsonType());
        }

        try
        {
            var input = await JsonInput.ReadAsync(request.Body, cancellationToken);
            return input is null ? (null, Problems.NotJson("应以 { 开头")) : (input, null);
        }
        catch (JsonException mistake)
        {
            return (null, Problems.NotJson(mistake.Message));
        }
    }

    /// <summary>The entity tag of a complaint's version.</summary>
    public static string Tag(int version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
}
