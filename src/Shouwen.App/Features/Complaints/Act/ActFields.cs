using Shouwen.App.Features.Improvement;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Features.Complaints;

/// <summary>The fields that the form of an action shows, in the order of its declaration.</summary>
public static class ActFields
{
    public static IReadOnlyList<FieldType> Shown(ActionType action, CaseSight sight, FormBag typed) => action.Name switch
    {
        "correct" => [.. action.Fields.Where(field => field.Name != "fields")], // the registration itself is shown instead
        "approve" => [.. action.Fields.Where(field => field.Name == "opinion" || (field.Name == "resolution" && NeedsResolution(sight)))], // the level follows from who signs
        "extend" => Extension(action, sight),
        "find-liability" => [.. action.Fields.Select(field => Liability(field, sight, typed.Value("clause")))],
        "open-incident" when sight.Institution.IncidentLevels.Count == 0 => [.. action.Fields.Where(field => field.Kind != FieldKind.IncidentLevel)],
        _ => action.Fields,
    };

    // What policies list is chosen, not typed.
    private static FieldType Liability(FieldType field, CaseSight sight, string? cited) => field.Name switch
    {
        "clause" => field with { Kind = FieldKind.Choice, Choices = SanctionWords.Clauses(sight.Surroundings.Policies) },
        "sanction" => field with { Kind = FieldKind.Choice, Choices = SanctionWords.Sanctions(sight.Surroundings.Policies, sight.Institution.Words, cited) },
        _ => field,
    };

    private static bool NeedsResolution(CaseSight sight) => Chains.OpenSteps(sight.Complaint, sight.Surroundings).Any(step => step.Step.Quorum > 0);

    // Which clause's clock is meant matters only where there are several.
    private static IReadOnlyList<FieldType> Extension(ActionType action, CaseSight sight)
    {
        var clauses = ExtensionRow.Of(sight, null).Select(row => row.Clause).DistinctBy(clause => clause.Id).ToList();
        return [.. action.Fields.Where(field => field.Name != "clause" || clauses.Count > 1)
            .Select(field => field.Name == "clause" ? field with { Kind = FieldKind.Choice, Choices = [.. clauses.Select(clause => new Choice(clause.Id, clause.Id))] } : field)];
    }
}
