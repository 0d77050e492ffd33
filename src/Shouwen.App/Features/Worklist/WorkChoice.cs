namespace Shouwen.App.Features.Worklist;

/// <summary>The cards above the list; each filters it.</summary>
public enum WorkCard { All, Today, Overdue, Approvals, Grave }

/// <summary>Whose obligations: my own, contributions asked of my department, or everything owed within my reach: my unit and those below it, for a department all that it serves.</summary>
public enum WorkScope { Mine, CoHandled, Unit }

/// <summary>What the address of the workbench chooses.</summary>
/// <param name="Everything">No limit of rows.</param>
public sealed record WorkChoice(WorkCard Card, WorkScope Scope, bool Everything)
{
    /// <param name="usual">The scope when the address names none.</param>
    public static WorkChoice Parse(string? card, string? scope, string? show, WorkScope usual) => new(
        card switch { "today" => WorkCard.Today, "overdue" => WorkCard.Overdue, "approvals" => WorkCard.Approvals, "grave" => WorkCard.Grave, _ => WorkCard.All },
        scope switch { "mine" => WorkScope.Mine, "co-handled" => WorkScope.CoHandled, "unit" => WorkScope.Unit, _ => usual },
        show == "all");

    public string Href(WorkCard card) => Address(card, Scope, false);

    public string Href(WorkScope scope) => Address(Card == WorkCard.Approvals ? WorkCard.All : Card, scope, false);

    public string EverythingHref => Address(Card, Scope, true);

    private static string Address(WorkCard card, WorkScope scope, bool everything)
    {
        var which = card switch { WorkCard.Today => "today", WorkCard.Overdue => "overdue", WorkCard.Approvals => "approvals", WorkCard.Grave => "grave", _ => null };
        var whose = scope switch { WorkScope.CoHandled => "co-handled", WorkScope.Unit => "unit", _ => "mine" };
        return $"/?scope={whose}{(which is null ? "" : $"&card={which}")}{(everything ? "&show=all" : "")}";
    }
}
