using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Policies;

/// <summary>Conditions and patterns of the policy language in Chinese and in the institution's words, for people who do not read the file.</summary>
public sealed class ConditionWords(Institution institution)
{
    private static readonly Dictionary<string, Fact> Facts = ComplaintFacts.List.ToDictionary(fact => fact.Name);

    /// <summary>严重程度不低于重度，或人数不少于 10.</summary>
    public string Of(Expression expression) => Of(expression, null);

    /// <summary>The actions meant, each with its condition: 联系客户（已联系上）、答复.</summary>
    public string Of(Pattern pattern) => string.Join("、", pattern.Options.Select(Of));

    /// <summary>The labels of the actions only.</summary>
    public static IReadOnlyList<string> Actions(Pattern pattern) => [.. pattern.Options.Select(option => Label(option.Action)).Distinct()];

    public static string Label(string action) => ActionCatalogue.Find(action)?.Label ?? action;

    private string Of(PatternOption option)
    {
        var order = option.Nth is { } nth ? $"第 {nth} 次" : "";
        var since = option.Since is { } action ? $"{Label(action)}之后的" : "";
        var where = option.Where == Expression.True ? "" : $"（{Of(option.Where, ActionCatalogue.Find(option.Action))}）";
        return $"{since}{order}{Label(option.Action)}{where}";
    }

    private string Of(Expression expression, ActionType? entry) => expression switch
    {
        Literal literal => Value(literal.Value, []),
        Name name => Meaning(name.Path, entry),
        Not { Operand: Name name } => $"没有“{Meaning(name.Path, entry)}”",
        Not { Operand: Count count } => $"没有{Of(count.Pattern)}",
        Not not => $"不是（{Of(not.Operand, entry)}）",
        Binary { Operator: "and" } and => $"{Of(and.Left, entry)}，且{Of(and.Right, entry)}",
        Binary { Operator: "or" } or => $"{Of(or.Left, entry)}，或{Of(or.Right, entry)}",
        Binary binary => Compared(binary, entry),
        In @in => $"{Of(@in.Item, entry)}为{ListOf(@in.List, @in.Item, entry)}",
        ListOf list => string.Join("、", list.Items.Select(item => Of(item, entry))),
        Count { OnlyWhether: true } exists => $"已有{Of(exists.Pattern)}",
        Count count => $"{Of(count.Pattern)}的次数",
        Sum sum => $"{Of(sum.Pattern)}的合计",
        Lookup lookup => $"表“{lookup.Table}”中{Of(lookup.Row, entry)}的 {lookup.Column}",
        _ => "",
    };

    private string Compared(Binary binary, ActionType? entry)
    {
        var (left, right) = (Of(binary.Left, entry), binary.Right is Literal literal ? Value(literal.Value, Choices(binary.Left, entry)) : Of(binary.Right, entry));
        return binary switch
        {
            { Operator: "=", Right: Literal { Value: true } } or { Operator: "!=", Right: Literal { Value: false } } => left,
            { Operator: "!=", Right: Literal { Value: true } } or { Operator: "=", Right: Literal { Value: false } } => $"没有“{left}”",
            { Operator: "=", Right: Literal { Value: null } } => $"{left}为空",
            { Operator: "!=", Right: Literal { Value: null } } => $"已有{left}",
            { Operator: "+" or "-" or "*" } => $"{left} {binary.Operator} {right}",
            _ => $"{left}{Sign(binary.Operator)}{right}",
        };
    }

    private static string Sign(string symbol) => symbol switch
    {
        "=" => "是",
        "!=" => "不是",
        "<" => "低于 ",
        "<=" => "不超过 ",
        ">" => "高于 ",
        ">=" => "不低于 ",
        "contains" => "包含",
        _ => symbol,
    };

    private string ListOf(Expression list, Expression item, ActionType? entry) =>
        list is ListOf values ? string.Join("、", values.Items.Select(value => value is Literal literal ? Value(literal.Value, Choices(item, entry)) : Of(value, entry))) : Of(list, entry);

    // A field of the entry looked at comes before a fact of the complaint, as when it is evaluated.
    private string Meaning(string path, ActionType? entry) => Field(path, entry)?.Label ?? (path.Split('.', 2) switch
    {
        ["facts", var fact] => institution.Words.Fact(fact) is var label && label == fact ? $"事实 {fact}" : label,
        ["parameters", var parameter] => $"参数 {parameter}",
        ["action", var field] => $"所填的 {field}",
        ["trigger", var field] => $"起算记录的 {field}",
        _ => Facts.TryGetValue(path, out var known) ? known.Meaning.Split('，')[0] : path,
    });

    private IReadOnlyList<Choice> Choices(Expression expression, ActionType? entry) => expression is not Name name ? []
        : Field(name.Path, entry)?.Choices ?? (name.Path.Split('.', 2) switch
        {
            ["facts", var fact] => institution.Words.Facts.GetValueOrDefault(fact)?.Choices ?? [],
            ["flags"] => [.. institution.Words.Flags.Keys.Select(flag => new Choice(flag, institution.Words.Flag(flag)))],
            _ => Facts.TryGetValue(name.Path, out var known) ? known.Choices : [],
        });

    // A word of the fact's vocabulary; else what has that id: a post, a unit, a category, an outcome.
    private string? Known(string text, IReadOnlyList<Choice> choices) => choices.Any(choice => choice.Value == text) ? institution.Words.Of(choices, text)
        : institution.Posts.GetValueOrDefault(text)?.Name ?? institution.Unit(text)?.Name ?? institution.Categories.Concat(institution.Outcomes).Concat(institution.IncidentLevels).FirstOrDefault(choice => choice.Value == text)?.Label;

    private static FieldType? Field(string path, ActionType? entry) => path.Split('.') switch
    {
        [var one] => entry?.EntryField(one),
        [var group, var part] => entry?.EntryField(group)?.Parts.FirstOrDefault(each => each.Name == part),
        _ => null,
    };

    private string Value(object? value, IReadOnlyList<Choice> choices) => value switch
    {
        null => "空",
        true => "是",
        false => "否",
        string text => Known(text, choices) ?? text,
        decimal number => number.ToString("0.##", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
