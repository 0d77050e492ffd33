using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Complaints;

/// <summary>An entry while it is told: its fields as words, each piece ending as a Chinese sentence ends.</summary>
internal readonly record struct Told(Entry E, CaseSight S)
{
    private const string Stops = "。！？”；…";

    /// <summary>Free text with a full stop, once.</summary>
    public string Text(string field) => Stop(Said(field));

    /// <summary>The customer's own words.</summary>
    public string Quote(string field) => $"“{Said(field).Trim()}”";

    public string If(string field, Func<string, string> tell, bool stop = true) =>
        !E.Data.Has(field) ? "" : stop ? Stop(tell(Said(field))) : tell(Said(field));

    public string Word(string field, IReadOnlyList<Domain.Actions.Choice> choices) => S.Institution.Words.Of(choices, E.Data.Text(field));

    public string Add(string field, IReadOnlyList<Domain.Actions.Choice> choices) => E.Data.Has(field) ? $"，{Word(field, choices)}" : "";

    public string Words(string field, IReadOnlyList<Domain.Actions.Choice> choices)
    {
        var words = S.Institution.Words;
        return string.Join("、", E.Data.Texts(field).Select(value => words.Of(choices, value)));
    }

    public string List(string field) => string.Join("、", E.Data.Texts(field).Select(text => Masks.Of(ActionCatalogue.ClassOf(field), text)));

    public string Person(string field) => S.Person(E.Data.Text(field));

    public string Party(string field) => S.PersonOrUnit(E.Data.Text(field));

    public string Unit(string field) => S.Unit(E.Data.Text(field));

    public string Number(string field) => E.Data.Number(field) is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : "";

    public string Yuan(string field) => Ui.Words.Money(E.Data.Number(field) ?? 0);

    public string Outcome() => S.Institution.Words.Of([.. S.Institution.Outcomes, .. S.Surroundings.Policies.SelectMany(policy => policy.Outcomes)], E.Data.Text("outcome"));

    public string Level() => S.Institution.Words.Of(S.Institution.IncidentLevels, E.Data.Text("level"));

    public string Money(string field, string before) => E.Data.Number(field) is { } amount ? $"{before} {Ui.Words.Money(amount)} 元。" : "";

    public string Day(string field) => E.Data.Date(field) is { } day ? Ui.Words.FullDay(day) : "";

    public string By(string field, string before, string after) => E.Data.Moment(field) is { } due ? $"{before} {S.Due(due)} {after}" : "";

    /// <summary>，自 2026-10-01 00:00 起</summary>
    public string Since() => E.Data.Moment("from") is { } from ? $"，自 {Ui.Words.Stamp(S.Local(from))} 起" : "";

    public string Post() => S.Institution.Posts.GetValueOrDefault(E.Data.Text("post") ?? "")?.Name ?? "";

    public string Duty() => S.Institution.Words.Own($"duty.{E.Data.Text("duty")}") ?? E.Data.Text("duty") ?? "";

    /// <summary>What a change of a unit or person gives, field by field.</summary>
    public string Changes()
    {
        var (sight, data) = (S, E.Data);
        return string.Join("，", ActionCatalogue.Get(E.Action).Fields.Where(field => field.Name is not ("unit" or "person" or "from" or "reason") && data.Has(field.Name)).Select(field => $"{field.Label}改为{FieldWords.Of(field, data[field.Name]!, sight)}")); // only those it has
    }

    public string Notice() => E.Data.Text("told.means") is { } means
        ? $"已{(E.Data.Moment("told.at") is { } at ? $"于 {Ui.Words.Moment(S.Local(at))} " : "")}{S.Institution.Words.Of(Vocabulary.Means, means)}告知客户。" : "";

    public string Votes() => E.Data.Group("resolution") is { } vote
        ? $"会议决议：赞成 {vote.Number("votes-for"):0} 票，反对 {vote.Number("votes-against"):0} 票；参会{string.Join("、", vote.Texts("members"))}。" : "";

    /// <summary>发生时间改为 2026-09-16 10:00，…; people are not named here.</summary>
    public string Corrections()
    {
        var sight = S;
        return string.Join("，", (E.Data.Group("fields") ?? Fields.Empty).Select(pair => Correctable.Fields.FirstOrDefault(field => field.Path == pair.Key).Type is { } type
            ? $"{type.Label}改为 {FieldWords.Of(type, pair.Value, sight)}" : pair.Key == "complainants" ? "投诉人信息已改" : pair.Value is Fields facts ? FactWords.Value(facts, sight.Institution.Words) : $"{sight.Institution.Words.Fact(pair.Key)} {FactWords.Value(pair.Key, pair.Value, sight.Institution.Words)}"));
    }

    /// <summary>What a customer of a maturing product wants.</summary>
    public string Wishes() => (E.Data["agrees-to-redeem"] switch { true => "，同意赎回", false => "，不同意赎回", _ => "" })
        + (E.Data["agrees-to-renew"] switch { true => "，同意续接", false => "，不同意续接", _ => "" }) + (E.Data.Flag("complains") ? "，有投诉" : "");

    /// <summary>How a drill went.</summary>
    public string Score() => E.Data.Groups("results") is var rules && rules.Sum(rule => (rule.Number("met") ?? 0) + (rule.Number("late") ?? 0) + (rule.Number("missed") ?? 0)) is > 0 and var judged
        ? $"到期的 {judged:0} 项义务中按时 {rules.Sum(rule => rule.Number("met") ?? 0):0} 项。" : "没有到期的义务。";

    public string Seen() => (E.Data["rectification-seen"] switch { true => "，整改已落实", false => "，整改未落实", _ => "" }) + (E.Data.Flag("our-handling-improper") ? "，我方处理不当" : "");

    // A history is read without asking for personal data: numbers in it are masked.
    private string Said(string field) => ActionCatalogue.ClassOf(field) is var what and not DataClass.Open && E.Data.Text(field) is { } text ? Masks.Of(what, text) : E.Data.Text(field) ?? "";

    private static string Stop(string text) => text.Trim() is { Length: > 0 } trimmed ? Stops.Contains(trimmed[^1], StringComparison.Ordinal) ? trimmed : trimmed + "。" : "";
}
