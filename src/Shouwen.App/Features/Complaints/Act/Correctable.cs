using Shouwen.Domain.Actions;
using Choice = Shouwen.App.Ui.Choice;

namespace Shouwen.App.Features.Complaints;

/// <summary>What a correction may change: the single values of the registration.</summary>
public static class Correctable
{
    public static IReadOnlyList<Choice> Choices { get; } = [.. Paths(ActionCatalogue.Get("register").Fields, "", "")];

    private static IEnumerable<Choice> Paths(IReadOnlyList<FieldType> types, string path, string label) => types.SelectMany(type => type.Kind switch
    {
        FieldKind.Group => Paths(type.Parts, $"{path}{type.Name}.", $"{type.Label}："),
        FieldKind.Groups or FieldKind.Texts or FieldKind.Facts => [],
        _ => [new Choice(path + type.Name, label + type.Label)],
    });
}
