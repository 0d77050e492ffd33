using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Matters;

/// <summary>What a matter was opened with, in the order of the form, and the facts recorded since.</summary>
public static class MatterFacts
{
    public static IReadOnlyList<CaseFact> Of(CaseSight sight)
    {
        var (matter, data) = (sight.Complaint, sight.Complaint.Data);
        var given = ActionCatalogue.Get(matter.Entries[0].Action).Fields.Where(field => field.Kind != FieldKind.Complaints && data.Has(field.Name))
            .Select(field => new CaseFact(field.Label, FieldWords.Of(field, data[field.Name]!, sight))); // only those it has
        CaseFact?[] about =
        [
            matter.AboutUnit is { } unit ? new("涉及单位", sight.Unit(unit)) : null,
            new("登记", sight.WithPost(matter.Entries[0].Actor), sight.Unit(matter.ResponsibleUnit)),
            .. matter.Facts.Select(pair => new CaseFact(sight.Institution.Words.Fact(pair.Key), FactWords.Value(pair.Key, pair.Value, sight.Institution.Words))),
            Policies(sight) is { Length: > 0 } policies ? new("适用制度", policies) : null,
        ];
        return [.. given, .. about.OfType<CaseFact>()];
    }

    private static string Policies(CaseSight sight) =>
        string.Join("、", sight.Surroundings.Policies.Where(policy => sight.Obligations.Any(owed => owed.PolicyId == policy.Id)).Select(policy => policy.Title));
}
