using System.Globalization;
using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Import;

/// <summary>Why a row cannot be taken.</summary>
/// <param name="Column">Null where it is not of one column alone.</param>
public sealed record RowMistake(string? Column, string Sentence);

/// <summary>What a row comes to.</summary>
/// <param name="Acts">Actions with their untyped fields, in order.</param>
public sealed record MappedRow(IReadOnlyList<(string Action, RawMap Input)> Acts, IReadOnlyList<RowMistake> Mistakes);

/// <summary>Fills the templates of a mapping from one row.</summary>
public sealed partial class RowMapper(Mapping mapping)
{
    // Between alternatives of a placeholder, and before one that is no column.
    private const string Else = "??";
    private const char Literal = '=';

    // Stands in a map for every value that is not in it.
    private const string Others = "*";

    // What an import adds is history: it never falls back to today.
    private const string Received = "received-at";

    public Mapping Mapping => mapping;

    /// <summary>Names of the columns in a template.</summary>
    public static IEnumerable<string> ColumnsOf(string template) => Placeholder().Matches(template).SelectMany(match => match.Groups["columns"].Value.Split(Else)).Where(column => !column.StartsWith(Literal));

    /// <summary>The column that a field is filled from; null where it is none, or several.</summary>
    /// <param name="path">As the parser writes it: <c>complainants[0].phone</c>.</param>
    public string? ColumnOf(string action, string path) => mapping.Steps.Where(step => step.Do == action).Select(step => step.Fields.GetValueOrDefault(path.Replace("[0]", "", StringComparison.Ordinal)))
        .OfType<string>().Select(template => ColumnsOf(template).ToList()).FirstOrDefault(columns => columns.Count > 0) is [var column] ? column : null;

    /// <summary>The actions of a row, with every mistake: a column that is missing, a value in no map, a date that cannot be read.</summary>
    public MappedRow Map(IReadOnlyDictionary<string, string> row)
    {
        var mistakes = new List<RowMistake>();
        var acts = new List<(string, RawMap)>();
        foreach (var step in mapping.Steps)
        {
            if (step.When.All(condition => condition.Value.Contains(Cell(row, condition.Key, mistakes))) && step.Given.All(template => Fill(template, row, mistakes).Length > 0))
            {
                acts.Add((step.Do, Nest(step, row, mistakes)));
            }
        }

        return new(acts, [.. mistakes.Distinct()]);
    }

    // "about.unit" becomes a group with a part, "complainants.name" a list of one group.
    private RawMap Nest(MappedStep step, IReadOnlyDictionary<string, string> row, List<RowMistake> mistakes)
    {
        var values = new Dictionary<string, object>();
        foreach (var (path, template) in step.Fields)
        {
            var before = mistakes.Count;
            if (Fill(template, row, mistakes) is not { Length: > 0 } text)
            {
                if (path == Received && mistakes.Count == before && ColumnsOf(template).ToList() is [var column])
                {
                    mistakes.Add(new(column, $"“{column}”没有填写"));
                }

                continue;
            }

            var scalar = new RawScalar(text, false, default);
            if (path.Split('.', 2) is [var group, var part])
            {
                ((Dictionary<string, Raw>)(values.TryGetValue(group, out var parts) ? parts : values[group] = new Dictionary<string, Raw>()))[part] = scalar;
            }
            else
            {
                values[path] = scalar;
            }
        }

        var action = ActionCatalogue.Find(step.Do);
        return Input.Map([.. values.Select(pair => (pair.Key, (object?)(pair.Value is Dictionary<string, Raw> parts ? Group(action?.Field(pair.Key), parts) : pair.Value)))]);
    }

    private static object Group(FieldType? field, Dictionary<string, Raw> parts)
    {
        var group = Input.Map([.. parts.Select(part => (part.Key, (object?)part.Value))]);
        return field?.Kind == FieldKind.Groups ? new RawList([group], default) : group;
    }

    private string Fill(string template, IReadOnlyDictionary<string, string> row, List<RowMistake> mistakes) =>
        Placeholder().Replace(template, match =>
        {
            var (value, column) = ("", "");
            foreach (var alternative in match.Groups["columns"].Value.Split(Else).TakeWhile(_ => value.Length == 0))
            {
                (value, column) = alternative.StartsWith(Literal) ? (alternative[1..], column) : (Cell(row, alternative, mistakes), alternative);
            }

            return Convert(value, column, match.Groups["as"].Value, mistakes);
        }).Trim();

    private string Convert(string value, string column, string how, List<RowMistake> mistakes)
    {
        if (mapping.Maps.TryGetValue(how, out var map))
        {
            return map.TryGetValue(value, out var mapped) || (value.Length > 0 && map.TryGetValue(Others, out mapped)) ? mapped : value.Length == 0 ? "" : Mistake($"“{column}”的值“{value}”不在对照表“{how}”中");
        }

        return how switch
        {
            "" => value,
            _ when value.Length == 0 => "",
            "money" => string.Concat(value.Where(letter => letter is not ('元' or '¥' or '￥' or ',' or '，' or ' '))),
            "moment" => MomentOf(value) is { } moment ? moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : NoDate(),
            _ when how.StartsWith("date", StringComparison.Ordinal) && int.TryParse("0" + how[4..].TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var plus) =>
                MomentOf(value) is { } moment ? moment.AddDays(plus).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : NoDate(),
            _ => Mistake($"没有名为 {how} 的对照表"),
        };

        string NoDate() => Mistake($"“{column}”的日期“{value}”不是 {(mapping.DateFormat.Length > 0 ? mapping.DateFormat : "2026-03-01 或 2026-03-01 09:30")} 的写法");

        string Mistake(string sentence)
        {
            mistakes.Add(new(column, sentence));
            return "";
        }
    }

    private DateTime? MomentOf(string value) => mapping.DateFormat.Length == 0 ? MomentIn(value)
        : DateTime.TryParseExact(value, mapping.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <summary>A day or moment whose year comes first: 2026-03-01, 2026/3/1 9:30, 2026年3月1日, 20260301. Null when it is none.</summary>
    internal static DateTime? MomentIn(string value)
    {
        var match = YearFirst().Match(value);
        if (!match.Success)
        {
            return null;
        }

        int Part(string name) => match.Groups[name] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

        var (year, month, day, hour, minute, second) = (Part("year"), Part("month"), Part("day"), Part("hour"), Part("minute"), Part("second"));
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60 ? new(year, month, day, hour, minute, second) : null;
    }

    private static string Cell(IReadOnlyDictionary<string, string> row, string column, List<RowMistake> mistakes)
    {
        if (row.TryGetValue(column, out var value))
        {
            return value;
        }

        mistakes.Add(new(column, $"表中没有“{column}”这一列"));
        return "";
    }

    [GeneratedRegex(@"\{(?<columns>[^{}|]+)(\|(?<as>[^{}|]+))?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(?<year>\d{4})(?:(?:[-/.]|年\s*)(?<month>\d{1,2})(?:[-/.]|月\s*)(?<day>\d{1,2})日?|(?<month>\d\d)(?<day>\d\d))(?:[T\s]*(?<hour>\d{1,2})[:：时](?<minute>\d{1,2})(?:[:：分](?<second>\d{1,2})?(?:\.\d+)?秒?)?)?$", RegexOptions.NonBacktracking)]
    private static partial Regex YearFirst();
}
