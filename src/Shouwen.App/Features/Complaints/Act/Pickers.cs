using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using UiChoice = Shouwen.App.Ui.Choice;

namespace Shouwen.App.Features.Complaints;

/// <summary>What a form offers to choose from: people and units of this institution only, the nearest first.</summary>
public sealed class Pickers(Surroundings surroundings, string nearUnit)
{
    private readonly Institution institution = surroundings.Institution;

    public HouseWords Words => institution.Words;

    public FactKind KindOf(string fact) => PolicyFacts.KindOf(fact, surroundings.Policies);

    /// <summary>The words that a fact may be.</summary>
    public IReadOnlyList<UiChoice> ChoicesOf(string fact) => Words.Facts.GetValueOrDefault(fact) is { } declared ? From(declared.Choices) : [];

    public IReadOnlyList<UiChoice> Of(FieldType type) => type.Kind switch
    {
        FieldKind.Person => People(),
        FieldKind.Unit => Units(),
        FieldKind.Post => [.. institution.Posts.Values.Select(post => new UiChoice(post.Id, post.Name))],
        FieldKind.PersonOrUnit => [.. Units(), .. People()],
        FieldKind.Category => From([.. institution.Categories, .. surroundings.Policies.SelectMany(policy => policy.Categories)]),
        FieldKind.Outcome => From([.. institution.Outcomes, .. surroundings.Policies.SelectMany(policy => policy.Outcomes)]),
        FieldKind.IncidentLevel => From(institution.IncidentLevels),
        _ => From(institution.Words.Offered(type.Choices)),
    };

    public IReadOnlyList<UiChoice> Units() => [.. institution.Units.Where(unit => unit.IsOpen).OrderBy(unit => Distance(unit.Id)).Select(unit => new UiChoice(unit.Id, Path(unit)))];

    public IReadOnlyList<UiChoice> People() =>
    [
        .. institution.Persons.Where(person => person.Usual is not null).OrderBy(person => Distance(person.Usual!.Unit)).Select(person => new UiChoice(person.Id, $"{person.Name} · {institution.LabelOf(person, person.Usual!)}")), // filtered
    ];

    /// <summary>A vocabulary in the institution's words.</summary>
    public IReadOnlyList<UiChoice> Of(IReadOnlyList<Domain.Actions.Choice> vocabulary) => From(institution.Words.Offered(vocabulary));

    private static IReadOnlyList<UiChoice> From(IReadOnlyList<Domain.Actions.Choice> choices) => [.. choices.DistinctBy(choice => choice.Value).Select(choice => new UiChoice(choice.Value, choice.Label))];

    private string Path(OrgUnit unit) => institution.Unit(unit.Parent) is { Parent: not null } above ? $"{above.Name} · {unit.Name}" : unit.Name;

    // Steps up to the first unit that both lie under, and down again.
    private int Distance(string unit)
    {
        var mine = institution.Upwards(nearUnit).Select(each => each.Id).ToList();
        var theirs = institution.Upwards(unit).Select(each => each.Id).ToList();
        var shared = theirs.FindIndex(mine.Contains);
        return shared < 0 ? 99 : shared + mine.IndexOf(theirs[shared]);
    }
}
