using System.Globalization;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Complaints;

/// <summary>The value of a field in words, by its declaration.</summary>
public static class FieldWords
{
    public static string Of(FieldType type, object value, CaseSight sight) => (type.Kind, value) switch
    {
        (FieldKind.Money, decimal amount) => $"{Words.Money(amount)} 元",
        (FieldKind.Number, decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture),
        (FieldKind.Deadline, DateTimeOffset due) => sight.Due(due),
        (_, DateTimeOffset moment) => Words.Stamp(sight.Local(moment)),
        (FieldKind.Category, string category) => sight.Institution.Words.Of([.. sight.Institution.Categories, .. sight.Surroundings.Policies.SelectMany(policy => policy.Categories)], category),
        (FieldKind.IncidentLevel, string level) => sight.Institution.Words.Of(sight.Institution.IncidentLevels, level),
        (FieldKind.Post, string post) => sight.Institution.Posts.GetValueOrDefault(post)?.Name ?? post,
        (FieldKind.Unit or FieldKind.Person or FieldKind.PersonOrUnit, string id) => sight.PersonOrUnit(id),
        (_, string text) when type.Class != DataClass.Open && sight.Complaint.Kind != AggregateKind.Organisation => Masks.Of(type.Class, text),
        (_, string word) => sight.Institution.Words.Of(type.Choices, word),
        (_, Fields group) when type.Parts.Count > 0 => string.Join("，", type.Parts.Where(part => group.Has(part.Name)).Select(part => $"{part.Label} {Of(part, group[part.Name]!, sight)}")), // only those it has
        (_, IReadOnlyList<object> list) => string.Join("、", list.Select(item => Of(type, item, sight))),
        _ => FactWords.Value(value, sight.Institution.Words),
    };
}
