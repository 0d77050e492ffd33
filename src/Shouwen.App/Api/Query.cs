using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Api;

/// <summary>The query of a list request, read name by name; the first mistake becomes the problem.</summary>
internal sealed class Query(IQueryCollection given)
{
    private static readonly ActionParser Dates = new(TimeZoneInfo.Utc);

    public ProblemHttpResult? Problem { get; private set; }

    public string? Text(string name) => given[name] is [{ Length: > 0 } text, ..] ? text : null;

    public bool? Flag(string name) => Read(name, "true 或 false", text => bool.TryParse(text, out var flag) ? flag : (bool?)null);

    /// <summary>From 1 to the most.</summary>
    public int? Count(string name, int most) =>
        Read(name, $"1 到 {most} 的整数", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most ? count : (int?)null);

    public DateTimeOffset? Moment(string name) => Read(name, "带时区的时间，如 2026-03-01T00:00:00+08:00", Dates.ParseMoment);

    public Stage? Stage(string name) =>
        Read(name, "办理阶段，如 accepted", text => Enum.TryParse<Stage>(text, ignoreCase: true, out var stage) && stage != Domain.Complaints.Stage.None && CaseView.Word(stage) == text ? stage : (Stage?)null);

    public void Wrong(string name, string expected) =>
        Problem ??= Problems.Of(400, "malformed-parameter", "Malformed parameter", $"查询参数 {name} 应为{expected}", ("parameter", name));

    private T? Read<T>(string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            Wrong(name, expected);
        }

        return value;
    }
}

/// <summary>The last of a page, by the moment that orders the list and its number; opaque to callers.</summary>
internal sealed record Cursor(DateTimeOffset At, string Number)
{
    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{At.UtcTicks} {Number}"))).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public static Cursor? Read(string text)
    {
        var base64 = text.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length))
        {
            return null;
        }

        return Encoding.UTF8.GetString(bytes, 0, length).Split(' ', 2) is [var ticks, var number] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
            ? new(new DateTimeOffset(at, TimeSpan.Zero), number)
            : null;
    }
}

/// <summary>The names of a route's query parameters, for the OpenAPI document.</summary>
internal sealed record QueryParameters(IReadOnlyList<string> Names);
