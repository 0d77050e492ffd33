using System.Globalization;
using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Import;

/// <summary>Fills the templates of a mapping from one row.</summary>
public sealed partial class RowMapper(Mapping mapping)
{
    /// <summary>The actions of a row with their untyped fields.</summary>
    /// <exception cref="MappingException">A column is missing, a value is in no map, or a date cannot be read.</exception>
    public IReadOnlyList<(string Action, RawMap Input)> Map(IReadOnlyDictionary<string, string> row) =>
        [.. mapping.Steps.Where(step => step.When.All(condition => condition.Value.Contains(Cell(row, condition.Key)))).Select(step => (step.Do, Nest(step.Fields, row)))];

    // "about.unit" becomes a group with a part.
    private RawMap Nest(Dictionary<string, string> fields, IReadOnlyDictionary<string, string> row)
    {
        var values = new Dictionary<string, object>();
        foreach (var (path, template) in fields)
        {
            if (Fill(template, row) is not { Length: > 0 } text)
            {
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

        return Input.Map([.. values.Select(pair => (pair.Key, (object?)(pair.Value is Dictionary<string, Raw> parts ? Input.Map([.. parts.Select(part => (part.Key, (object?)part.Value))]) : pair.Value)))]);
    }

    private string Fill(string template, IReadOnlyDictionary<string, string> row) =>
        Placeholder().Replace(template, match => Convert(Cell(row, match.Groups["column"].Value), match.Groups["column"].Value, match.Groups["as"].Value)).Trim();

    private string Convert(string value, string column, string how) => how switch
    {
        "" => value,
        _ when value.Length == 0 => "",
        _ when how.StartsWith("date", StringComparison.Ordinal) => Date(value, column, how.Length > 4 ? int.Parse(how[4..], CultureInfo.InvariantCulture) : 0),
        _ when mapping.Maps.TryGetValue(how, out var map) => map.TryGetValue(value, out var mapped) ? mapped : throw new MappingException($"“{column}”的值“{value}”不在对照表 {how} 中"),
        _ => throw new MappingException($"没有名为 {how} 的对照表"),
    };

    private string Date(string value, string column, int plus) => DateOnly.TryParseExact(value, mapping.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date.AddDays(plus).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : throw new MappingException($"“{column}”的日期“{value}”不是 {mapping.DateFormat} 的写法");

    private static string Cell(IReadOnlyDictionary<string, string> row, string column) => row.TryGetValue(column, out var value) ? value : throw new MappingException($"表中没有“{column}”这一列");

    [GeneratedRegex(@"\{(?<column>[^{}|]+)(\|(?<as>[^{}|]+))?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
