using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Complaints;

/// <summary>The fields that the form of an action shows, in the order of its declaration.</summary>
public static class ActFields
{
    public static IReadOnlyList<FieldType> Shown(ActionType action, CaseSight sight) => action.Name switch
    {
        "correct" => [.. action.Fields.Where(field => field.Name != "fields")], // the registration itself is shown instead
        "extend" => Extension(action, sight),
        _ => action.Fields,
    };

    // Which clause's clock is meant matters only where there are several.
    private static IReadOnlyList<FieldType> Extension(ActionType action, CaseSight sight)
    {
        var clauses = ExtensionRow.Of(sight, null).Select(row => row.Clause).DistinctBy(clause => clause.Id).ToList();
        return [.. action.Fields.Where(field => field.Name != "clause" || clauses.Count > 1)
            .Select(field => field.Name == "clause" ? field with { Kind = FieldKind.Choice, Choices = [.. clauses.Select(clause => new Choice(clause.Id, clause.Id))] } : field)];
    }
}
