namespace Shouwen.Domain.Actions;

/// <summary>What must have happened before an action; the engine asks for nothing else, everything stricter is a gate of a policy.</summary>
public enum Precondition { Registered, Accepted }

/// <summary>Which aggregate an action belongs to.</summary>
public enum AggregateKind { Complaint, Incident, Campaign, Document, Fund, Directive, Drill, Training, Duty, Organisation }

public static class AggregateKinds
{
    /// <summary>Every kind that is opened, listed and worked on by itself (事项), besides complaints.</summary>
    public static readonly IReadOnlyList<AggregateKind> Matters =
        [AggregateKind.Incident, AggregateKind.Campaign, AggregateKind.Document, AggregateKind.Fund, AggregateKind.Directive, AggregateKind.Drill, AggregateKind.Training];

    /// <summary>The word in policies, addresses and the API: <c>incident</c>.</summary>
    public static string Word(this AggregateKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of matter that a word names, or null.</summary>
    public static AggregateKind? Matter(string word)
    {
        var named = Matters.Where(kind => kind.Word() == word).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>The word on screen.</summary>
    public static string Label(this AggregateKind kind) => kind switch
    {
        AggregateKind.Complaint => "投诉",
        AggregateKind.Incident => "群体事件",
        AggregateKind.Campaign => "到期产品工作",
        AggregateKind.Document => "对客户文件",
        AggregateKind.Fund => "投诉处理专项基金",
        AggregateKind.Directive => "监管意见",
        AggregateKind.Drill => "演练",
        AggregateKind.Training => "培训",
        AggregateKind.Organisation => "机构与人员",
        _ => "定期报送",
    };
}

/// <summary>The relation to a complaint that entitles a person, besides the capability of the post.</summary>
public enum Entitlement
{
    /// <summary>Responsible for it, or of a unit that reaches it.</summary>
    Reach,

    /// <summary>The capability alone is enough (registering, customer's own acts).</summary>
    Anyone,

    /// <summary>The person, or a person of the unit, that a hand-over was offered to.</summary>
    Offered,

    /// <summary>Whoever a chain's open step names, never who proposed it.</summary>
    Approver,

    /// <summary>Whoever was found liable, wherever he or she works, or somebody who reaches the complaint.</summary>
    Liable,

    /// <summary>A person of the unit that was asked to contribute.</summary>
    CoHandler,

    /// <summary>Somebody whose unit lies over all units that a change of the organisation touches; never for himself or herself.</summary>
    Administers,
}

/// <summary>The one declaration of an action: story parser, JSON, OpenAPI, form and journal all follow from it.</summary>
/// <param name="Name">kebab-case, as in <c>do:</c> and in URLs.</param>
/// <param name="Label">On screen.</param>
/// <param name="Entry">The past-tense name of what it leaves in the journal.</param>
/// <param name="Fields">In the order a form asks for them.</param>
public sealed record ActionType(string Name, string Label, string Entry, IReadOnlyList<FieldType> Fields)
{
    public AggregateKind Aggregate { get; init; } = AggregateKind.Complaint;

    public Precondition Precondition { get; init; } = Precondition.Registered;

    public Entitlement Entitlement { get; init; } = Entitlement.Reach;

    /// <summary>Whether it may still be done after an end (declined, withdrawn, voided, closed, archived, destroyed).</summary>
    public bool AllowedAfterEnd { get; init; }

    /// <summary>Performed by the system only, as a reaction; never offered to people.</summary>
    public bool IsSystemOnly { get; init; }

    /// <summary>Whether it tells us something the customer did, rather than we.</summary>
    public bool IsByCustomer { get; init; }

    /// <summary>It begins a journal: registering a complaint, opening an incident.</summary>
    public bool Opens { get; init; }

    /// <summary>It begins the journal only where there is none yet: the year's budget may be set again.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>It brings an aggregate other than a complaint to its end.</summary>
    public bool Completes { get; init; }

    /// <summary>Other kinds of journal that it may be done to as well: a plan is activated for one complaint too, an incident is reported too.</summary>
    public IReadOnlyList<AggregateKind> AlsoFor { get; init; } = [];

    /// <summary>What the engine adds to the entry when it is decided; rules may name it like a field.</summary>
    public IReadOnlyList<FieldType> Added { get; init; } = [];

    /// <summary>The kinds of journal it may be done to.</summary>
    public IReadOnlyList<AggregateKind> Kinds => [Aggregate, .. AlsoFor];

    /// <summary>The action as it is done to a journal of that kind.</summary>
    public ActionType On(Complaints.Complaint complaint) => complaint.Version == 0 || !AlsoFor.Contains(complaint.Kind) ? this
        : complaint.Kind == AggregateKind.Complaint ? this with { Aggregate = complaint.Kind, Entitlement = Entitlement.Reach, AllowedAfterEnd = false }
        : this with { Aggregate = complaint.Kind, Entitlement = Entitlement.Anyone, AllowedAfterEnd = true };

    /// <summary>The field that takes a file, if one does.</summary>
    public FieldType? FileField => Fields.FirstOrDefault(one => one.Kind == FieldKind.File);

    /// <summary>A field that people give.</summary>
    public FieldType? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>A field of the entry: given or added.</summary>
    public FieldType? EntryField(string name) => Field(name) ?? Added.FirstOrDefault(field => field.Name == name);
}
