using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>What stands first. In both orders of due times those that owe nothing any more follow all others, the newest first.</summary>
public enum ListSort { Due, DueLast, Newest, Oldest, Number, NumberLast }

/// <summary>What the address of the list asks for. Every part is optional; what cannot be read is left out.</summary>
public sealed record ListFilter
{
    /// <summary>The search box of every page: a number, a phone, a name or words of the complaint.</summary>
    public string? Q { get; init; }
    public string? Number { get; init; }
    public string? Phone { get; init; }
    public string? Name { get; init; }

    /// <summary>The three above as <see cref="SearchSeal"/> sealed them: in an address they stand so and not otherwise.</summary>
    public string? Sought { get; init; }
    public Stage? Stage { get; init; }
    public string? Channel { get; init; }
    public string? Severity { get; init; }
    public string? Category { get; init; }

    /// <summary>The unit and those below it.</summary>
    public string? Unit { get; init; }

    /// <summary>First and last day of receipt, inclusive.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public bool OnlyOverdue { get; init; }

    /// <summary>Something is owed under it.</summary>
    public string? Clause { get; init; }
    public ListSort Sort { get; init; }
    public ListCursor? After { get; init; }

    public static ListFilter Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = query.GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.First().Value.ToString().Trim());
        string? Text(string name) => values.GetValueOrDefault(name) is { Length: > 0 and <= 100 } text ? text : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new()
        {
            Q = Text("q"),
            Number = Text("number"),
            Phone = Text("phone"),
            Name = Text("name"),
            Sought = values.GetValueOrDefault("sought") is { Length: > 0 and <= 4000 } token ? token : null,
            Stage = Enum.TryParse<Stage>(Text("stage"), ignoreCase: true, out var stage) && Enum.IsDefined(stage) && stage != Domain.Complaints.Stage.None ? stage : null,
            Channel = Text("channel"),
            Severity = Text("severity"),
            Category = Text("category"),
            Unit = Text("unit"),
            From = Day("from"),
            To = Day("to"),
            OnlyOverdue = Text("overdue") is "true" or "on",
            Clause = Text("clause")?.ToUpperInvariant(),
            Sort = Enum.GetValues<ListSort>().FirstOrDefault(sort => sort.Word() == Text("sort")),
            After = ListCursor.Parse(Text("after")),
        };
    }

    /// <summary>Whether anything narrows the list; sorting and paging do not.</summary>
    public bool IsNarrow => this with { Sort = ListSort.Due, After = null } != new ListFilter();

    /// <summary>Whether anything beyond the first line of the form is asked for.</summary>
    public bool IsDetailed => Severity is not null || Category is not null || Unit is not null || From is not null || To is not null || Clause is not null || Channel is not null;

    public string Href => QueryHelpers.AddQueryString("/complaints", Parts);

    /// <summary>Names and values, without what is not asked for.</summary>
    public IReadOnlyDictionary<string, string?> Parts => new (string Name, string? Value)[]
    {
        ("q", Sought is null ? Q : null), ("number", Number), ("phone", Sought is null ? Phone : null), ("name", Sought is null ? Name : null), ("sought", Sought), ("stage", Stage?.Word()), ("channel", Channel), ("severity", Severity), ("category", Category), ("unit", Unit),
        ("from", Day(From)), ("to", Day(To)), ("overdue", OnlyOverdue ? "true" : null), ("clause", Clause), ("sort", Sort == ListSort.Due ? null : Sort.Word()), ("after", After?.ToString()),
    }.Where(part => part.Value is not null).ToDictionary(part => part.Name, part => part.Value);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

public static class ListSorts
{
    /// <summary>As it stands in an address.</summary>
    public static string Word(this ListSort sort) => sort switch
    {
        ListSort.DueLast => "due-last",
        ListSort.Newest => "newest",
        ListSort.Oldest => "oldest",
        ListSort.Number => "number",
        ListSort.NumberLast => "number-last",
        _ => "due",
    };

    /// <summary>Whether what is later or greater stands first.</summary>
    public static bool IsDescending(this ListSort sort) => sort is ListSort.DueLast or ListSort.Newest or ListSort.NumberLast;

    /// <summary>The same column the other way round.</summary>
    public static ListSort Turned(this ListSort sort) => sort switch
    {
        ListSort.Due => ListSort.DueLast,
        ListSort.DueLast => ListSort.Due,
        ListSort.Newest => ListSort.Oldest,
        ListSort.Oldest => ListSort.Newest,
        ListSort.Number => ListSort.NumberLast,
        _ => ListSort.Number,
    };
}

/// <summary>Where a page of the list ends, so that the next one goes on there whatever was added meanwhile.</summary>
/// <param name="Settled">Among those that owe nothing any more, which follow all others.</param>
public sealed record ListCursor(bool Settled, DateTimeOffset At, string Number)
{
    public override string ToString() => $"{(Settled ? 's' : 'd')}{At.UtcTicks.ToString("x", CultureInfo.InvariantCulture)}-{Number}";

    public static ListCursor? Parse(string? text) =>
        text is ['s' or 'd', .. var rest] && rest.Split('-', 2) is [var ticks, { Length: > 0 } number]
        && long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at) && at >= 0 && at <= DateTime.MaxValue.Ticks
            ? new(text[0] == 's', new(at, TimeSpan.Zero), number) : null;
}
