using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Features.Complaints;

/// <summary>What a correction may change: the values of the registration. The form shows the present ones, and only what differs is recorded.</summary>
public static class Correctable
{
    private const string Prefix = "fields.", People = "complainants";

    /// <summary>Single values by their path (<c>about.unit</c>).</summary>
    public static IReadOnlyList<(string Path, FieldType Type)> Fields { get; } = [.. Paths(ActionCatalogue.Get("register").Fields, "", "")];

    /// <summary>Parts of a complainant.</summary>
    public static IReadOnlyList<FieldType> PersonParts => ActionCatalogue.Get("register").Fields.Single(one => one.Name == People).Parts;

    /// <summary>The form as it opens: present values in their fields. Names and contacts stay blank, for showing them is an act of its own.</summary>
    public static FormBag Present(CaseSight sight, FormBag typed) => Fields.Aggregate(typed, (bag, field) =>
        bag.Values(Prefix + field.Path).Count > 0 ? bag : bag.With(Prefix + field.Path, Text(sight.Complaint.Data[field.Path], field.Type, sight)));

    /// <summary>What was really changed; a complainant's blank parts keep what is on record.</summary>
    public static FormBag Changed(CaseSight sight, FormBag typed)
    {
        var changed = Fields.Where(field => typed.Value(Prefix + field.Path) == Text(sight.Complaint.Data[field.Path], field.Type, sight)).Aggregate(typed, (bag, field) => bag.With(Prefix + field.Path, null));
        return typed.HasAny($"{Prefix}{People}[") ? Known(sight.Complaint).Aggregate(changed, (bag, known) => bag.Value(known.Name) is null ? bag.With(known.Name, known.Value) : bag) : changed;
    }

    private static IEnumerable<(string Name, string Value)> Known(Complaint complaint) =>
        from row in complaint.Data.Groups(People).Select((who, i) => (who, i))
        from part in PersonParts
        let value = row.who.Text(part.Name)
        where value is not null
        select ($"{Prefix}{People}[{row.i}].{part.Name}", value);

    private static IEnumerable<(string, FieldType)> Paths(IReadOnlyList<FieldType> types, string path, string label) => types.SelectMany(type => type.Kind switch
    {
        FieldKind.Group => Paths(type.Parts, $"{path}{type.Name}.", $"{type.Label}："),
        FieldKind.Groups or FieldKind.Texts or FieldKind.Facts => [],
        _ => [(path + type.Name, type with { IsRequired = false, Label = path.Length > 0 && path != "about." ? label + type.Label : type.Label })],
    });

    private static string? Text(object? value, FieldType type, CaseSight sight) => value switch
    {
        DateTimeOffset moment when type.Kind is FieldKind.Moment or FieldKind.Deadline => sight.Local(moment).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.##", CultureInfo.InvariantCulture),
        true => "true",
        string text => text,
        _ => null,
    };
}
