using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Shouwen.App.Features.AccessLogs;

/// <summary>What the address of the access log asks for. Every part is optional; what cannot be read is left out.</summary>
public sealed record AccessFilter
{
    public const string Path = "/access-log";

    /// <summary>Name, account or staff number of who looked.</summary>
    public string? Person { get; init; }

    /// <summary>Of the complaint or other matter.</summary>
    public string? Number { get; init; }

    /// <summary>A customer, as <see cref="CustomerSeal"/> sealed what was typed; never a phone or id number itself.</summary>
    public string? Customer { get; init; }

    /// <summary>First and last day, inclusive.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public AccessCursor? After { get; init; }

    public bool IsNarrow => this with { After = null } != new AccessFilter();

    public string Href => QueryHelpers.AddQueryString(Path, Parts);

    /// <summary>Names and values, without what is not asked for.</summary>
    public IReadOnlyDictionary<string, string?> Parts => new (string Name, string? Value)[]
    {
        ("person", Person), ("number", Number), ("customer", Customer), ("from", Day(From)), ("to", Day(To)), ("after", After?.ToString()),
    }.Where(part => part.Value is not null).ToDictionary(part => part.Name, part => part.Value);

    public static AccessFilter Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = query.GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.First().Value.ToString().Trim());
        string? Text(string name, int most = 60) => values.GetValueOrDefault(name) is { Length: > 0 } text && text.Length <= most ? text : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new() { Person = Text("person"), Number = Text("number")?.ToUpperInvariant(), Customer = Text("customer", 1000), From = Day("from"), To = Day("to"), After = AccessCursor.Parse(Text("after")) };
    }

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The last record of a page; the next page goes on below it whatever was added meanwhile.</summary>
public sealed record AccessCursor(DateTimeOffset At, long Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:x}-{Id}");

    public static AccessCursor? Parse(string? text) =>
        text?.Split('-') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at) && at >= 0 && at <= DateTime.MaxValue.Ticks
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? new(new(at, TimeSpan.Zero), last) : null;
}
