using System.Globalization;
using Shouwen.App.Ui;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Complaints;

/// <summary>Facts that policies read by name, in words. One that neither a policy nor the institution has a label for is shown by its own name: any may be recorded.</summary>
public static class FactWords
{
    /// <summary>行驶里程（公里）: what a form asks for.</summary>
    public static string Asked(string name, HouseWords words) => words.Fact(name) + (words.Facts.GetValueOrDefault(name)?.Unit is { } unit ? $"（{unit}）" : "");

    /// <summary>是, 20000 公里, 整车或总成.</summary>
    public static string Value(string name, object value, HouseWords words) => (words.Facts.GetValueOrDefault(name), value) switch
    {
        ({ Unit: { } unit }, decimal) => $"{Value(value, words)} {unit}",
        ({ Choices: { Count: > 0 } choices }, string word) => words.Of(choices, word),
        _ => Value(value, words),
    };

    public static string Value(object value, HouseWords words) => value switch
    {
        true => "是",
        false => "否",
        decimal number => number.ToString("0.##", CultureInfo.InvariantCulture),
        DateOnly day => Words.FullDay(day),
        DateTimeOffset moment => Words.Stamp(moment),
        IReadOnlyList<object> list => string.Join("、", list.Select(item => Value(item, words))),
        Fields group => string.Join("，", group.Select(pair => $"{words.Fact(pair.Key)} {Value(pair.Key, pair.Value, words)}")),
        _ => value.ToString() ?? "",
    };
}
