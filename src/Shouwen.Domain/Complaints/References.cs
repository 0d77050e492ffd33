using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>Turns what fields name (<c>post@unit</c>, units, categories, other complaints) into ids that exist.</summary>
internal static class References
{
    // Somebody outside our books may be complained about or praised; everywhere else a person must be one of ours.
    private static readonly string[] MayBeUnknown = ["about.person", "person"];

    public static (Fields Fields, IReadOnlyList<FieldError> Errors) Resolve(Proposal proposal, Complaint complaint, Surroundings surroundings)
    {
        var errors = new List<FieldError>();
        var fields = Walk(proposal.Action.Fields, proposal.Fields, "", complaint, surroundings, errors);
        return (fields, errors);
    }

    /// <summary>Units, persons, categories and outcomes that fields name and that do not exist; other journals are not asked for.</summary>
    public static IReadOnlyList<FieldError> Unknown(ActionType action, Fields fields, Surroundings surroundings)
    {
        var errors = new List<FieldError>();
        Walk([.. action.Fields.Where(field => field.Kind is not (FieldKind.Complaint or FieldKind.Complaints))], fields, "", Complaint.Nothing, surroundings, errors);
        return errors;
    }

    /// <summary>Corrections of fields that a complaint does not have.</summary>
    public static IEnumerable<FieldError> Corrections(Proposal proposal)
    {
        var known = ActionCatalogue.Get("register").Fields.Concat(ActionCatalogue.Get("classify").Fields).Select(field => field.Name).Distinct().ToList();
        return proposal.Action.Name != "correct" ? [] : (proposal.Fields.Group("fields") ?? Fields.Empty).Select(pair => pair.Key).Where(path => !known.Contains(path.Split('.')[0]))
            .Select(path => new FieldError($"fields.{path}", FieldError.Unknown, $"没有名为“{path}”的登记内容{Nearest.Hint(path, known)}", default));
    }

    private static Fields Walk(IReadOnlyList<FieldType> types, Fields fields, string path, Complaint complaint, Surroundings surroundings, List<FieldError> errors)
    {
        foreach (var type in types)
        {
            if (fields[type.Name] is Fields group && type.Kind == FieldKind.Group)
            {
                fields = fields.With(type.Name, Walk(type.Parts, group, type.Name + ".", complaint, surroundings, errors));
            }
            else if (type.Kind == FieldKind.Complaints)
            {
                fields = fields.With(type.Name, fields.Texts(type.Name).Select((number, i) => (object)(One(type, number, $"{path}{type.Name}[{i}]", complaint, surroundings, errors) ?? number)).ToList());
            }
            else if (fields.Text(type.Name) is { } text)
            {
                fields = fields.With(type.Name, One(type, text, path + type.Name, complaint, surroundings, errors) ?? text);
            }
        }

        return fields;
    }

    private static string? One(FieldType type, string text, string path, Complaint complaint, Surroundings surroundings, List<FieldError> errors)
    {
        var institution = surroundings.Institution;
        switch (type.Kind)
        {
            case FieldKind.Unit:
                return institution.Unit(text)?.Id ?? Unknown(path, text, type, institution.Units.Select(unit => unit.Id), errors);
            case FieldKind.Person:
                return (institution.Resolve(text)?.Person ?? institution.Person(text)?.Id) ?? (complaint.Kind != AggregateKind.Organisation && MayBeUnknown.Contains(path) && !text.Contains('@', StringComparison.Ordinal) ? text : Unknown(path, text, type, institution.Persons.Select(person => person.Id), errors));
            case FieldKind.Post:
                return institution.Posts.ContainsKey(text) ? text : Unknown(path, text, type, institution.Posts.Keys, errors);
            case FieldKind.PersonOrUnit:
                return institution.Unit(text)?.Id ?? institution.Resolve(text)?.Person ?? institution.Person(text)?.Id
                    ?? Unknown(path, text, type, institution.Units.Select(unit => unit.Id).Concat(institution.Persons.Select(person => person.Id)), errors);
            case FieldKind.Category:
                var categories = institution.Categories.Concat(surroundings.Policies.SelectMany(policy => policy.Categories)).Select(category => category.Value).ToList();
                return categories.Contains(text) ? text : Unknown(path, text, type, categories, errors);
            case FieldKind.Outcome:
                var outcomes = institution.Outcomes.Concat(surroundings.Policies.SelectMany(policy => policy.Outcomes)).Select(outcome => outcome.Value).ToList();
                return outcomes.Contains(text) ? text : Unknown(path, text, type, outcomes, errors);
            case FieldKind.IncidentLevel:
                return institution.IncidentLevels.Any(level => level.Value == text) ? text : Unknown(path, text, type, institution.IncidentLevels.Select(level => level.Value), errors);
            case FieldKind.Complaint or FieldKind.Complaints:
                return surroundings.Other(text) is { Kind: AggregateKind.Complaint } other && other.Number != complaint.Number ? other.Number : Unknown(path, text, type, [], errors);
            default:
                return text;
        }
    }

    private static string? Unknown(string path, string text, FieldType type, IEnumerable<string> known, List<FieldError> errors)
    {
        errors.Add(new(path, FieldError.Malformed, $"{type.Label}“{text}”不存在{Nearest.Hint(text, known)}", default));
        return null;
    }
}
