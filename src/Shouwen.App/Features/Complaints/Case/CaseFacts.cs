using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Complaints;

/// <param name="Second">A grey second line.</param>
public sealed record CaseFact(string Key, string? Value, string? Second = null);

/// <summary>A complainant as the case page shows one: masked, or in full after the reader asked for it.</summary>
public sealed record CasePerson(string Name, string? Phone, string? Email, string? Address, string? IdNumber, string? For)
{
    /// <param name="shown">What is shown in full; all else is masked.</param>
    public static IReadOnlyList<CasePerson> Of(Complaint complaint, IReadOnlySet<DataClass> shown) => [.. complaint.Data.Groups("complainants").Select(who => Of(who, shown))];

    public static IReadOnlyList<CasePerson> Of(Complaint complaint, bool isRevealed) => Of(complaint, isRevealed ? Enum.GetValues<DataClass>().ToHashSet() : new HashSet<DataClass>());

    public string? Contacts => string.Join("　", new[] { Phone, Email, Address }.Where(part => part is not null)) is { Length: > 0 } all ? all : null;

    private static CasePerson Of(Fields who, IReadOnlySet<DataClass> shown)
    {
        string? Value(string name) => who.Text(name) is not { Length: > 0 } text ? null : ActionCatalogue.ClassOf($"complainants.{name}") is var what && shown.Contains(what) ? text : Masks.Of(what, text);
        return new(Value("name") ?? "未留姓名", Value("phone"), Value("email"), Value("address"), Value("id-number"), Value("on-behalf-of"));
    }
}

/// <summary>The facts of a case in the order a handler asks for them. What nobody filled in is left out unless it is usually needed.</summary>
public static class CaseFacts
{
    public static IReadOnlyList<CaseFact> Of(CaseSight sight)
    {
        var (complaint, data, words) = (sight.Complaint, sight.Complaint.Data, sight.Institution.Words);
        CaseFact?[] facts =
        [
            new("被投诉", Respondent(sight), Optional(data.Text("about.business"))),
            data.Has("about.product") ? new("产品", data.Text("about.product")) : null,
            data.Number("amount") is { } amount ? new("金额", $"{Words.Money(amount)} 元") : null,
            new("诉求", Masks.Text(data.Text("demands"))),
            new("类别", Category(sight)),
            Classification(data, words),
            new("发生时间", data.Moment("occurred-at") is { } at ? Words.Stamp(sight.Local(at)) : null, Optional(data.Text("place"))),
            data.Has("forwarded-by") ? new("转办单位", data.Text("forwarded-by.body"), Forwarding(data, sight)) : null,
            data.Moment("promised-by") is { } promised ? new("承诺答复", Words.Due(sight.Local(promised))) : null,
            data.Flag("onlookers") ? new("现场", "有人围观聚集") : null,
            complaint.FirstContact is { } first ? new("首问责任人", sight.Person(first), sight.Unit(complaint.AcceptingUnit)) : null,
            complaint.Recused.Count > 0 ? new("回避", string.Join("、", complaint.Recused.Select(sight.Person)), "不得查看、经办") : null,
            .. complaint.Facts.Select(pair => new CaseFact(words.Fact(pair.Key), FactWords.Value(pair.Key, pair.Value, words))),
        ];
        return [.. facts.OfType<CaseFact>().Where(fact => !string.IsNullOrEmpty(fact.Value) || fact.Key is "诉求" or "类别" or "发生时间")];
    }

    public static string? Category(CaseSight sight)
    {
        var all = sight.Institution.Categories.Concat(sight.Surroundings.Policies.SelectMany(policy => policy.Categories)).ToList();
        return sight.Complaint.Data.Text("category") is { } category ? sight.Institution.Words.Of(all, category) : null;
    }

    private static string Respondent(CaseSight sight)
    {
        var person = sight.Complaint.Data.Text("about.person");
        return string.Join(" · ", new[] { sight.Unit(sight.Complaint.AboutUnit), person is null ? null : sight.Person(person) }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static CaseFact? Classification(Fields data, HouseWords house)
    {
        var words = new[]
        {
            house.Of(Vocabulary.Complexities, data.Text("complexity")), house.Of(Vocabulary.Timeliness, data.Text("timeliness")), house.Of(Vocabulary.Contents, data.Text("content")),
        }.Where(word => word.Length > 0);
        return string.Join(" · ", words) is { Length: > 0 } text ? new("定级", text) : null;
    }

    private static string Forwarding(Fields data, CaseSight sight) =>
        $"编号 {data.Text("forwarded-by.reference")}{(data.Moment("forwarded-by.due") is { } due ? $"，要求 {Words.Due(sight.Local(due))} 前办结" : "")}";

    private static string? Optional(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
