using System.Globalization;
using System.Text.RegularExpressions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Actions;

/// <summary>
/// Turns untyped input into the typed fields of an action, by its declaration. Every face uses it, so a story, a form, an API call and a
/// stored entry are read the same way. All errors are collected; nothing is guessed.
/// </summary>
/// <param name="zone">The institution's time zone: local times without an offset are read in it.</param>
public sealed partial class ActionParser(TimeZoneInfo zone)
{
    private const int FewestDigitsOfAPhone = 7;

    /// <summary>The fields that could be read, and what is wrong with the rest.</summary>
    public (Fields Fields, IReadOnlyList<FieldError> Errors) Parse(ActionType action, RawMap input)
    {
        var errors = new List<FieldError>();
        var fields = Group([.. action.Fields, .. ActionCatalogue.Common], input, "", errors);
        return (fields, errors);
    }

    private Fields Group(IReadOnlyList<FieldType> types, RawMap input, string path, List<FieldError> errors)
    {
        var values = new Dictionary<string, object>();
        foreach (var (name, raw) in input.Values)
        {
            var type = types.FirstOrDefault(type => type.Name == name);
            if (type is null)
            {
                errors.Add(new(path + name, FieldError.Unknown, $"没有名为“{name}”的字段{Nearest.Hint(name, types.Select(type => type.Name))}", input.Keys.GetValueOrDefault(name, raw.At)));
            }
            else if (Value(type, raw, path + name, errors) is { } value)
            {
                values[name] = value;
            }
        }

        errors.AddRange(types.Where(type => type.IsRequired && !values.ContainsKey(type.Name) && !errors.Exists(error => error.Path.StartsWith(path + type.Name, StringComparison.Ordinal)))
            .Select(type => new FieldError(path + type.Name, FieldError.Missing, $"请{(type.Kind == FieldKind.File ? "选择" : "填写")}{type.Label}", input.At)));
        return new(values);
    }

    private object? Value(FieldType type, Raw raw, string path, List<FieldError> errors)
    {
        switch (type.Kind, raw)
        {
            case (FieldKind.Group, RawMap map):
                return Group(type.Parts, map, path + ".", errors);
            case (FieldKind.Groups, RawList list):
                return Items(list, path, (item, at) => item is RawMap map ? Group(type.Parts, map, at + ".", errors) : Malformed(type, item, at, errors));
            case (FieldKind.Texts or FieldKind.Complaints, RawList list):
                return Items(list, path, (item, at) => item is RawScalar scalar ? Choose(type, scalar, at, errors) : Malformed(type, item, at, errors));
            case (FieldKind.Texts or FieldKind.Complaints, RawScalar { Text.Length: > 0 } single):
                return Choose(type, single, path, errors) is { } only ? new List<object> { only } : null;
            case (FieldKind.Facts, RawMap map):
                return Facts(map);
            case (FieldKind.Group or FieldKind.Groups or FieldKind.Facts, _) or (_, RawMap or RawList):
                return Malformed(type, raw, path, errors);
            default:
                var text = ((RawScalar)raw).Text.Trim();
                return text.Length == 0 ? null : Scalar(type, text) ?? Choose(type, (RawScalar)raw, path, errors);
        }
    }

    private static List<object> Items(RawList list, string path, Func<Raw, string, object?> read) =>
        [.. list.Items.Select((item, i) => read(item, $"{path}[{i}]")).OfType<object>()];

    private object? Scalar(FieldType type, string text) => type.Kind switch
    {
        FieldKind.Flag => text switch { "true" or "on" or "yes" or "是" => true, "false" or "off" or "no" or "否" => false, _ => null },
        FieldKind.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldKind.Money => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var money) && money >= 0 && decimal.Round(money, 2) == money ? money : null,
        FieldKind.Count => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? (decimal)count : null,
        FieldKind.Date => ParseDate(text),
        FieldKind.Moment => ParseMoment(text) ?? (ParseDate(text) is { } day ? StartOf(day) : null),
        FieldKind.Deadline => ParseMoment(text) ?? (ParseDate(text) is { } last ? StartOf(last.AddDays(1)) : null),
        _ => null,
    };

    private static object? Choose(FieldType type, RawScalar raw, string path, List<FieldError> errors)
    {
        var text = raw.Text.Trim();
        var isText = type.Kind is not (FieldKind.Flag or FieldKind.Number or FieldKind.Money or FieldKind.Count or FieldKind.Date or FieldKind.Moment or FieldKind.Deadline);
        if (isText && (type.Choices.Count == 0 || type.Choices.Any(choice => choice.Value == text)))
        {
            return text;
        }

        return Malformed(type, raw, path, errors);
    }

    private static object? Malformed(FieldType type, Raw raw, string path, List<FieldError> errors)
    {
        var written = raw is RawScalar { Text: var text } && MayBeRepeated(type, text) ? text : null;
        var hint = written is null ? "" : Nearest.Hint(written, type.Choices.Select(choice => choice.Value));
        errors.Add(new(path, FieldError.Malformed, $"{type.Label}应为{Expected(type)}{(written is null ? "" : $"，不能是“{written}”")}{hint}", raw.At));
        return null;
    }

    // A mistake is told, logged and sent on: not with a customer's data, nor with what looks like a number of a phone or card in the wrong field.
    private static bool MayBeRepeated(FieldType type, string text) => !type.IsSealed && !type.Parts.Any(part => part.IsSealed)
        && (type.Kind is FieldKind.Date or FieldKind.Moment or FieldKind.Deadline || text.Count(char.IsDigit) < FewestDigitsOfAPhone);

    private static string Expected(FieldType type) => type.Kind switch
    {
        FieldKind.Flag => "是或否（true / false）",
        FieldKind.Number => "数字",
        FieldKind.Money => "不小于零、最多两位小数的金额（元）",
        FieldKind.Count => "整数",
        FieldKind.Date => "日期，如 2026-03-01",
        FieldKind.Moment or FieldKind.Deadline => "时间，如 2026-03-01 09:30",
        FieldKind.Group or FieldKind.Facts => "一组“名称: 值”",
        FieldKind.Groups => "列表，每项是一组“名称: 值”",
        FieldKind.Choice or FieldKind.Texts when type.Choices.Count > 0 => "以下之一：" + string.Join("、", type.Choices.Select(choice => choice.Value)),
        FieldKind.Texts => "文字列表",
        FieldKind.Complaints => "投诉编号的列表",
        _ => "文字",
    };

    private Fields Facts(RawMap map) => new(map.Values.Select(pair => KeyValuePair.Create(pair.Key, Fact(pair.Value))).Where(pair => pair.Value is not null)!);

    private object? Fact(Raw raw) => raw switch
    {
        RawMap map => Facts(map),
        RawList list => Items(list, "", (item, _) => Fact(item)),
        RawScalar { Text: "" } => null,
        RawScalar { Quoted: true } quoted => quoted.Text,
        RawScalar { Text: "true" } => true,
        RawScalar { Text: "false" } => false,
        RawScalar scalar when decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        RawScalar scalar => (object?)ParseDate(scalar.Text) ?? (object?)ParseMoment(scalar.Text) ?? scalar.Text,
        _ => null,
    };

    /// <summary>An ISO day, or null.</summary>
    public static DateOnly? ParseDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A moment: <c>2026-03-01 09:30</c>, with seconds, with a T, with or without an offset; without one, local time of the institution. Null when it is none.</summary>
    public DateTimeOffset? ParseMoment(string text)
    {
        if (!MomentShape().IsMatch(text))
        {
            return null;
        }

        if (HasOffset().IsMatch(text))
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var exact) ? exact : null;
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, out var local) ? new DateTimeOffset(local, zone.GetUtcOffset(local)) : null;
    }

    private DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, zone.GetUtcOffset(midnight));
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d?:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$", RegexOptions.NonBacktracking)]
    private static partial Regex MomentShape();

    [GeneratedRegex(@"(Z|[+-]\d\d:?\d\d)$", RegexOptions.NonBacktracking)]
    private static partial Regex HasOffset();
}
