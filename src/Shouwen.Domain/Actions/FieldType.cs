namespace Shouwen.Domain.Actions;

/// <summary>What a field holds. The form, JSON, stories and storage all follow from it.</summary>
public enum FieldKind
{
    Text, LongText, Choice, Flag, Number, Money, Count,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A moment; a bare day means its first instant.</summary>
    Moment,

    /// <summary>A moment by which something is owed; a bare day means its last instant (24:00).</summary>
    Deadline,

    /// <summary>A person id or <c>post@unit</c>.</summary>
    Person,
    Unit,

    /// <summary>A person id, <c>post@unit</c> or a unit id.</summary>
    PersonOrUnit,

    /// <summary>Id of a post.</summary>
    Post,

    /// <summary>Number of a complaint (in a story, its label).</summary>
    Complaint,

    /// <summary>A list of such numbers.</summary>
    Complaints,

    /// <summary>A taxonomy or outcome id that the institution and its policies declare.</summary>
    Category, Outcome,

    /// <summary>A level of an incident that the institution declares.</summary>
    IncidentLevel,
    Clause,

    /// <summary>A named group of fields.</summary>
    Group,

    /// <summary>A list of groups.</summary>
    Groups,

    /// <summary>A list of texts or choices.</summary>
    Texts,

    /// <summary>The name of a file. Forms and the API take the file itself beside it; a story only names one.</summary>
    File,

    /// <summary>Facts that policies read: any names, values typed by how they are written.</summary>
    Facts,
}

/// <summary>What a field tells of a customer. By it everything that shows the field masks it, and whoever asks to see it in full is written down with it.</summary>
public enum DataClass
{
    /// <summary>Nothing.</summary>
    Open,
    Name,
    Phone,
    Email,
    Address,

    /// <summary>Of an identity card or another paper that names the person.</summary>
    IdNumber,

    /// <summary>Whatever its writer put into it; numbers in it are masked.</summary>
    FreeText,
}

/// <summary>The declaration of one field of an action.</summary>
/// <param name="Name">kebab-case.</param>
/// <param name="Label">On screen.</param>
public sealed record FieldType(string Name, string Label, FieldKind Kind)
{
    public bool IsRequired { get; init; }

    /// <summary>Names, contacts and free text: encrypted under the complaint's key in the journal.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The customer gets to read it: text guards look at it.</summary>
    public bool IsOutgoing { get; init; }

    /// <summary>Closed vocabulary of a <see cref="FieldKind.Choice"/> or <see cref="FieldKind.Texts"/>; value and usual label.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>Parts of a group.</summary>
    public IReadOnlyList<FieldType> Parts { get; init; } = [];

    public FieldType Required => this with { IsRequired = true };

    /// <summary>Free text where nothing more is said of a sealed field.</summary>
    public DataClass Class { get; init; }

    public FieldType Sealed => this with { IsSealed = true, Class = Class == DataClass.Open ? DataClass.FreeText : Class };

    public FieldType Outgoing => Sealed with { IsOutgoing = true };

    /// <summary>Sealed, for it tells this of a customer.</summary>
    public FieldType Telling(DataClass what) => this with { IsSealed = true, Class = what };
}

/// <summary>One word of a vocabulary, with its usual label.</summary>
public sealed record Choice(string Value, string Label)
{
    /// <summary>What institutions call it when they give it a label of their own: <c>channel.counter</c>. Null for words that policies and institutions bring themselves.</summary>
    public string? Key { get; init; }
}
