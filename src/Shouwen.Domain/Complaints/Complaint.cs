using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>Where a complaint stands; what moves it is in <see cref="Stages"/>.</summary>
public enum Stage { None, Registered, Accepted, Investigating, Proposed, Approved, Answered, Verified, Reopened, Closed, Archived, Destroyed, Declined, Withdrawn, Voided, Opened, Completed }

/// <summary>
/// A complaint as its journal tells it: a fold over the entries, never stored as the truth. Immutable. The other aggregates (incidents, campaigns, documents …) are
/// the same fold: what they need is what opened them (<see cref="Data"/>), what has happened since, and where they stand.
/// </summary>
public sealed record Complaint
{
    public static readonly Complaint Nothing = new();

    public AggregateKind Kind { get; init; } = AggregateKind.Complaint;

    /// <summary>All entries so far, in order.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    public int Version => Entries.Count;

    /// <summary>As it stood before its last entry; null before the first.</summary>
    internal Complaint? Before { get; init; }

    public Stage Stage { get; init; } = Stage.None;

    public string? Number { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>1 from registration, one more with each reopening.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The merged fields of registration, classification and corrections.</summary>
    public Fields Data { get; init; } = Fields.Empty;

    /// <summary>Facts that policies read, the latest value of each.</summary>
    public Fields Facts { get; init; } = Fields.Empty;

    public string? FirstContact { get; init; }

    public string? ResponsiblePerson { get; init; }

    public string? ResponsibleUnit { get; init; }

    /// <summary>The unit that registered it.</summary>
    public string? AcceptingUnit { get; init; }

    /// <summary>What an open hand-over was offered to: a person or a unit.</summary>
    public Offer? Offer { get; init; }

    public IReadOnlyList<CoHandling> CoHandlings { get; init; } = [];

    public IReadOnlySet<string> Recused { get; init; } = new HashSet<string>();

    /// <summary>Complaints joined to this one with the people they bring.</summary>
    public IReadOnlyDictionary<string, int> Joined { get; init; } = new Dictionary<string, int>();

    /// <summary>The complaint this one was merged into as the same facts.</summary>
    public string? MergedInto { get; init; }

    public string? Outcome { get; init; }

    public Entry? Proposal { get; init; }

    /// <summary>Signatures of this round, in order; those that stand after the proposal are under it.</summary>
    public IReadOnlyList<Entry> Signatures { get; init; } = [];

    public bool IsApproved { get; init; }

    public bool IsComplianceReviewed { get; init; }

    public decimal CompensationPaid { get; init; }

    public IReadOnlySet<string> Flags { get; init; } = new HashSet<string>();

    /// <summary>Position of the entry that began this round.</summary>
    public int RoundBegan { get; init; } = 1;

    /// <summary>The flag of a complaint that only those who handle it see, whatever else it is.</summary>
    public const string Confidential = "confidential";

    /// <summary>The kind of complaint that always is confidential: by an employee.</summary>
    public const string OfEmployee = "employee-complaint";

    public string? AboutUnit => Data.Text("about.unit");

    /// <summary>What a matter is about, in few words that name no customer: the product of a campaign, the reference of a directive. Only what is open in the journal too.</summary>
    public string? Subject => Kind switch
    {
        AggregateKind.Campaign => Data.Text("product"),
        AggregateKind.Document => Data.Text("title"),
        AggregateKind.Directive => $"{Data.Text("body")} {Data.Text("reference")}",
        AggregateKind.Drill => Data.Text("scenario"),
        AggregateKind.Training => Data.Text("course"),
        AggregateKind.Incident => Data.Text("place"),
        AggregateKind.Fund => Data.Number("year")?.ToString("0", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The people behind it: the stated or listed number, with those of complaints joined on the same facts.</summary>
    public int People => OwnPeople + Joined.Values.Sum();

    public int OwnPeople => (Data.Number("count") ?? Data.Number("people")) is { } stated ? (int)stated : Data.List("complainants").Count;

    public bool HasEnded => Stage is Stage.Declined or Stage.Withdrawn or Stage.Voided or Stage.Closed or Stage.Archived or Stage.Destroyed or Stage.Completed;

    /// <summary>Persons found liable.</summary>
    public IEnumerable<string> Liable => Entries.Where(entry => entry.Action == "find-liability").Select(entry => entry.Data.Text("person")).OfType<string>().Distinct();

    /// <summary>Whether it is kept from destruction.</summary>
    public bool IsOnHold => Entries.LastOrDefault(entry => entry.Action is "hold" or "release")?.Action == "hold";

    /// <summary>Entries of the present round.</summary>
    public IEnumerable<Entry> ThisRound => Entries.Skip(RoundBegan - 1);

    /// <summary>Whether the same is stated about it as about another state of it: its data, its facts, the people who have joined.</summary>
    internal bool IsStatedLike(Complaint other) => ReferenceEquals(Data, other.Data) && ReferenceEquals(Facts, other.Facts) && ReferenceEquals(Joined, other.Joined);

    public static Complaint From(IEnumerable<Entry> entries) => Fold.Of([.. entries]);
}

/// <param name="To">Person or unit it is offered to.</param>
/// <param name="By">Who gives it.</param>
public sealed record Offer(string To, Actor By, string? FromUnit);

/// <summary>A contribution asked of a department.</summary>
public sealed record CoHandling(int Position, string Unit, DateTimeOffset? Due, bool IsAnswered);
