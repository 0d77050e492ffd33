using System.Globalization;
using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>Complaint numbers: literal text, date parts in braces, one counter of n's that grows past its width.</summary>
public static partial class NumberFormat
{
    /// <summary>Used where no adopted policy has a format: TS, the day, four digits within the day.</summary>
    public static readonly Numbering Default = new("TS{yyyyMMdd}{nnnn}", "day");

    /// <summary>The format for what a kind of aggregate opens; complaints take it from the policies that bind.</summary>
    public static Numbering Of(AggregateKind kind, IEnumerable<Policy> policies) => kind switch
    {
        AggregateKind.Incident => new("QT{yyyyMMdd}{nnn}", "day"),
        AggregateKind.Campaign => new("DQ{yyyy}{nnnn}", "year"),
        AggregateKind.Document => new("WJ{yyyy}{nnnn}", "year"),
        AggregateKind.Directive => new("JG{yyyy}{nnnn}", "year"),
        AggregateKind.Drill => new("YL{yyyy}{nnnn}", "year"),
        AggregateKind.Training => new("PX{yyyy}{nnnnn}", "year"),
        _ => Of(policies),
    };

    /// <summary>The format that binds: the first adopted policy's that has one.</summary>
    public static Numbering Of(IEnumerable<Policy> policies) => policies.Select(policy => policy.Numbering).FirstOrDefault(numbering => numbering is not null) ?? Default;

    /// <summary>Names the counter that numbers of a day are drawn from.</summary>
    public static string CounterKey(Numbering numbering, DateOnly day) => numbering.Format + "/" + day.ToString(numbering.CountsWithin switch
    {
        "year" => "yyyy",
        "month" => "yyyy-MM",
        _ => "yyyy-MM-dd",
    }, CultureInfo.InvariantCulture);

    /// <param name="count">From 1.</param>
    public static string Format(Numbering numbering, DateOnly day, long count) => Part().Replace(numbering.Format, part =>
        part.Groups[1].Value is var text && text.All(c => c == 'n') ? count.ToString(new string('0', text.Length), CultureInfo.InvariantCulture) : day.ToString(text, CultureInfo.InvariantCulture));

    /// <summary>Whether a format has exactly one counter and only date parts (yyyy, yy, MM, dd) besides.</summary>
    public static bool IsValid(string format) =>
        !Part().Replace(format, "").AsSpan().ContainsAny('{', '}') && Part().Matches(format).Select(part => part.Groups[1].Value).ToList() is var parts
        && parts.Count(IsCounter) == 1 && parts.All(part => IsCounter(part) || DatePart().IsMatch(part));

    private static bool IsCounter(string part) => part.All(c => c == 'n');

    [GeneratedRegex("^(yyyy|yy|MM|dd)+$", RegexOptions.NonBacktracking)]
    private static partial Regex DatePart();

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
