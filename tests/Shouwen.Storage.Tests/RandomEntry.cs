using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage.Tests;

/// <summary>Entries with every field of their action filled by chance, the same for the same seed.</summary>
internal sealed class RandomEntry(int seed)
{
    private static readonly string[] Pieces = ["王小明", "投诉", "😀👍🏽", "\"", "\\", "\n\t", "é", "$at", "<b>&amp;</b>", " ", "𠮷野", "\u0001", "a"];

    private readonly Random random = new(seed);
    private readonly List<string> secrets = [];

    /// <summary>The sealed texts that were made.</summary>
    public IReadOnlyList<string> Secrets => secrets;

    public Entry Of(string action)
    {
        var type = ActionCatalogue.Get(action);
        var at = Moment();
        var data = Group([.. type.Fields, .. ActionCatalogue.Common]).With("responsible-person", "zhao").With("$odd", Text(true)).With("undeclared", new List<object> { Text(true), 1m, true });
        return new(random.Next(1, 1000), action, new("zhao", "teller", "branch-1"), at.AddHours(1), at, data, ["RG-09"]);
    }

    private Fields Group(IReadOnlyList<FieldType> types) => new(types.Where(_ => random.Next(8) > 0).Select(type => KeyValuePair.Create(type.Name, Value(type))));

    private object Value(FieldType type) => type.Kind switch
    {
        FieldKind.Flag => random.Next(2) == 0,
        FieldKind.Number or FieldKind.Money => Math.Round((decimal)(random.NextDouble() * 100000), 2),
        FieldKind.Count => (decimal)random.Next(10),
        FieldKind.Date => DateOnly.FromDayNumber(random.Next(738000, 740000)),
        FieldKind.Moment or FieldKind.Deadline => Moment(),
        FieldKind.Group => Group(type.Parts),
        FieldKind.Groups => Enumerable.Range(0, random.Next(4)).Select(_ => (object)Group(type.Parts)).ToList(),
        FieldKind.Texts => Enumerable.Range(0, random.Next(4)).Select(_ => (object)Text(type.IsSealed)).ToList(),
        FieldKind.Facts => new Fields([new("plain", true), new("王小明", false), new("said", Text(true)), new("day", new DateOnly(2026, 3, 2)), new("many", new List<object> { Text(true), 12.50m })]),
        _ => Text(type.IsSealed),
    };

    private string Text(bool isSecret)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        if (!isSecret)
        {
            return text;
        }

        var marked = text + "秘" + random.Next(1_000_000_000);
        secrets.Add(marked[(text.Length)..]);
        return marked;
    }

    private DateTimeOffset Moment() => new(new DateTime(2026, 1, 1).AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 365)), TimeSpan.FromHours(random.Next(-5, 9)));
}
