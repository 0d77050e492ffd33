using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Shouwen.App.Features.Audits;

/// <summary>Which changes of the configuration are asked for. Every part is optional; what cannot be read is left out.</summary>
public sealed record AuditFilter
{
    /// <summary>Name of the action.</summary>
    public string? Kind { get; init; }

    /// <summary>Name, account or staff number of who made the change.</summary>
    public string? Person { get; init; }

    /// <summary>Part of the change's words: a file, a unit, a person.</summary>
    public string? Words { get; init; }

    /// <summary>First and last day, inclusive.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Only what stands before this position of the journal.</summary>
    public int? Before { get; init; }

    public bool IsNarrow => this with { Before = null } != new AuditFilter();

    public string Href => QueryHelpers.AddQueryString(AuditLinks.Home, Parts);

    public IReadOnlyDictionary<string, string?> Parts => new (string Name, string? Value)[]
    {
        ("kind", Kind), ("person", Person), ("words", Words), ("from", Day(From)), ("to", Day(To)), ("before", Before?.ToString(CultureInfo.InvariantCulture)),
    }.Where(part => part.Value is not null).ToDictionary(part => part.Name, part => part.Value);

    public static AuditFilter Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = query.GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.First().Value.ToString().Trim());
        string? Text(string name) => values.GetValueOrDefault(name) is { Length: > 0 and <= 60 } text ? text : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new() { Kind = Text("kind"), Person = Text("person"), Words = Text("words"), From = Day("from"), To = Day("to"), Before = int.TryParse(Text("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null };
    }

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
