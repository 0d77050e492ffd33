using Shouwen.App.Playing;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Obligations;
using Shouwen.Storage;
using static Shouwen.Domain.Actions.Input;

namespace Shouwen.App.Demo;

/// <summary>What the rules ask for besides the course of a complaint (reports, contacts, measures), whatever the rules are. Pure.</summary>
internal static class DemoTending
{
    private static readonly string[] Acts =
    [
        "report", "record-contact", "record-measure", "plan-rectification", "complete-rectification", "verify-rectification", "acknowledge", "answer-co-handling", "note", "activate-plan", "record-step",
        "stand-down", "summarise", "record-praise",
    ];

    /// <summary>The act that discharges what falls due first between two moments, at a time between them; null when nothing does.</summary>
    /// <param name="tried">What has been tried already; what is returned is added.</param>
    /// <param name="isClosing">Whether it is about to be closed: then what its outcome requires is done too.</param>
    public static WrittenStep? Next(CaseFile file, string label, DateTimeOffset after, DateTimeOffset until, bool isClosing, ISet<string> tried)
    {
        if (isClosing && Required(file).FirstOrDefault(how => IsOurs(how) && tried.Add($"closing {how.Action} {how.Where}")) is { } required)
        {
            return new(after.AddMinutes(2), label, required.Action, InputFor(required, file, "办结前", after), null);
        }

        var open = from obligation in file.Obligations
                   where obligation.IsOpen && obligation.Due.At <= until
                   orderby obligation.Due.At
                   from option in obligation.Rule.MetBy.Options
                   where IsOurs(option) && tried.Add($"{obligation.ClauseId} {obligation.Name} {obligation.Instance} {option.Action}")
                   select (obligation, option);
        if (open.FirstOrDefault() is not { obligation: { } owed, option: { } how })
        {
            return null;
        }

        var from = owed.TriggeredAt > after ? owed.TriggeredAt : after;
        var at = owed.Due.At > from ? from + ((owed.Due.At - from) / 2) : from.AddMinutes(5);
        return at > until ? null : new(at, label, how.Action, InputFor(how, file, owed.Name, owed.Due.At), null);
    }

    private static bool IsOurs(PatternOption option) => Acts.Contains(option.Action) || (option.Action == "call-back" && option.Wanted.Contains(("of", "respondent")));

    // What the outcome asks for before closing and is not on record.
    private static IEnumerable<PatternOption> Required(CaseFile file) =>
        from policy in file.Surroundings.Policies
        let at = new Evaluation(file.Complaint, policy, file.Surroundings)
        from clause in policy.Clauses
        where file.Complaint.Outcome is { } outcome && clause.Outcomes.ContainsKey(outcome) && Derivation.Applies(policy, clause, at)
        from requirement in clause.Outcomes[file.Complaint.Outcome!].RequiresBeforeClose // the outcome is there
        where !at.Matching(requirement.Pattern).Any()
        from option in requirement.Pattern.Options
        select option;

    private static RawMap InputFor(PatternOption how, CaseFile file, string what, DateTimeOffset due)
    {
        var action = ActionCatalogue.Get(how.Action);
        var wanted = how.Wanted.DistinctBy(pair => pair.Field).ToDictionary(pair => pair.Field, pair => pair.Value);
        return Map([.. action.Fields.Where(field => field.IsRequired || wanted.ContainsKey(field.Name)).Select(field => (field.Name, Wanted(field, wanted) ?? Plain(field, file, what, due)))]);
    }

    private static object? Wanted(FieldType field, Dictionary<string, string> wanted) =>
        !wanted.TryGetValue(field.Name, out var value) ? null : field.Kind == FieldKind.Texts ? field.Choices.Count > 0 ? field.Choices.Select(choice => choice.Value).ToList() : new[] { value } : value == "true" ? true : value;

    private static object? Plain(FieldType field, CaseFile file, string what, DateTimeOffset due) => field.Kind switch
    {
        FieldKind.Choice => field.Choices[0].Value,
        FieldKind.Flag => true,
        FieldKind.Texts => field.Choices.Count > 0 ? field.Choices.Select(choice => choice.Value).ToList() : new[] { what },
        FieldKind.Number or FieldKind.Money or FieldKind.Count => 1m,
        FieldKind.Date => file.Surroundings.Calendar.DateOf(due).AddDays(10),
        FieldKind.Moment => file.Complaint.Entries[^1].At,
        FieldKind.Deadline => due.AddDays(20),
        FieldKind.Person or FieldKind.PersonOrUnit => file.Complaint.ResponsiblePerson,
        FieldKind.Unit => file.Complaint.ResponsibleUnit,
        _ => $"{what}：已按要求办理，情况记录在案",
    };
}
