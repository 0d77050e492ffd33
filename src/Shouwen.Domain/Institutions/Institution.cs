using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;

namespace Shouwen.Domain.Institutions;

/// <summary>A bank, securities firm or company that runs the system: its organisation tree, posts and persons, and the policies it adopts.</summary>
public sealed record Institution(string Id, string Name)
{
    private readonly IReadOnlyList<OrgUnit> unitsInOrder = [];
    private readonly Dictionary<string, OrgUnit> units = [];
    private readonly IReadOnlyList<Person> personsInOrder = [];
    private readonly Dictionary<string, Person> persons = [];
    private readonly ILookup<(string Post, string Unit), (Person Person, Assignment Post)> holders = Enumerable.Empty<(Person Person, Assignment Post)>().ToLookup(holder => (holder.Post.Post, holder.Post.Unit));

    public required IReadOnlyList<OrgUnit> Units
    {
        get => unitsInOrder;
        init => (unitsInOrder, units) = (value, value.ToDictionary(unit => unit.Id));
    }

    /// <summary>In the order of the institution's file, which decides who acts when a story does not say.</summary>
    public required IReadOnlyList<Person> Persons
    {
        get => personsInOrder;
        init
        {
            (personsInOrder, persons) = (value, value.ToDictionary(person => person.Id));
            Holders = [.. value.SelectMany(person => person.Posts.Select(post => (person, post)))];
            holders = Holders.ToLookup(holder => (holder.Post.Post, holder.Post.Unit));
        }
    }

    /// <summary>Every person in each of his or her posts.</summary>
    public IReadOnlyList<(Person Person, Assignment Post)> Holders { get; private init; } = [];

    /// <summary>Under the names that the institution gives them.</summary>
    public required IReadOnlyDictionary<string, Post> Posts { get; init; }

    public HouseWords Words { get; init; } = HouseWords.Usual;

    /// <summary>Ids of the adopted policies, in order: the first one with a numbering gives the complaint numbers.</summary>
    public IReadOnlyList<string> Adopts { get; init; } = [];

    public IReadOnlyList<DelegatePeriod> Delegates { get; init; } = [];

    /// <summary>The institution's categories and outcomes; what its policies bring is added to them.</summary>
    public IReadOnlyList<Choice> Categories { get; init; } = [];

    public IReadOnlyList<Choice> Outcomes { get; init; } = [];

    /// <summary>Levels of incidents, in rising order; none: incidents are not graded.</summary>
    public IReadOnlyList<Choice> IncidentLevels { get; init; } = [];

    public required Graces Graces { get; init; }

    public string TimeZone { get; init; } = "Asia/Shanghai";

    public IReadOnlyDictionary<DateOnly, string> ClosingDays { get; init; } = new Dictionary<DateOnly, string>();

    /// <summary>Its own values for parameters of policies; they win.</summary>
    public IReadOnlyDictionary<string, decimal> Parameters { get; init; } = new Dictionary<string, decimal>();

    public OrgUnit Root => Units[0];

    public OrgUnit? Unit(string? id) => id is null ? null : units.GetValueOrDefault(id);

    public Person? Person(string? id) => id is null ? null : persons.GetValueOrDefault(id);

    /// <summary>The units of a kind, or the one that <c>unit ID</c> names.</summary>
    public IEnumerable<OrgUnit> Each(string each) => each.StartsWith("unit ", StringComparison.Ordinal) ? Unit(each["unit ".Length..]) is { } one ? [one] : [] : units.Values.Where(unit => unit.Kind == each && unit.IsOpen);

    /// <summary>What somebody in a post is called: the person's own title in the usual post, else the name of the post.</summary>
    public string TitleOf(Person? person, string post) => person is { Title: { } title, Usual.Post: { } usual } && usual == post ? title : Posts.GetValueOrDefault(post)?.Name ?? post;

    public string TitleOf(Journal.Actor actor) => TitleOf(Person(actor.Person), actor.Post);

    /// <summary>投诉专员 · 临江分行; with 代 where the person only stands in for its holder.</summary>
    public string LabelOf(Person person, Assignment post) => $"{(person.Posts.Contains(post) ? "" : "代 ")}{TitleOf(person, post.Post)} · {Unit(post.Unit)?.Name ?? post.Unit}";

    /// <summary>What a step of an approval is called; one that has no name of its own is called after its post.</summary>
    public string NameOf(Policies.ChainStep step) => Posts.GetValueOrDefault(step.Name)?.Name ?? step.Name;

    /// <summary>Which cases somebody in a post sees; a post that does not exist sees none.</summary>
    public Sight SightOf(Journal.Actor actor) => Posts.GetValueOrDefault(actor.Post)?.Sees ?? Sight.Nothing;

    /// <summary>Whether a post does this action or has this capability; one that does not exist has none.</summary>
    public bool May(string post, string word) => Posts.TryGetValue(post, out var found) && found.May.Contains(word);

    /// <summary>The people who hold a post in a unit or below it; of the root also those who hold none any more.</summary>
    public IEnumerable<Person> PeopleWithin(string unit) => persons.Values.Where(person => person.Usual is null ? unit == Root.Id : person.Posts.Any(post => IsAtOrAbove(unit, post.Unit)));

    /// <summary>The posts a person holds or stands in for at a moment.</summary>
    public IEnumerable<Assignment> PostsOf(string person, DateTimeOffset at) => (Person(person)?.Posts ?? [])
        .Concat(Delegates.Where(period => period.By == person && period.From <= at && at < period.Until).SelectMany(period => Person(period.For)?.Posts ?? []));

    /// <summary>The unit and everything above it, nearest first.</summary>
    public IEnumerable<OrgUnit> Upwards(string? unit)
    {
        for (var at = Unit(unit); at is not null; at = Unit(at.Parent))
        {
            yield return at;
        }
    }

    /// <summary>Whether the first unit is the second or lies above it.</summary>
    public bool IsAtOrAbove(string? upper, string? lower) => Upwards(lower).Any(unit => unit.Id == upper);

    /// <summary>
    /// The unit whose subtree a person of this unit works for: a department, hotline or central unit serves everything below its parent;
    /// any other unit serves itself and what is below it.
    /// </summary>
    public string ReachOf(string unit) => Unit(unit) is { Parent: { } parent } at && at.Kind is "department" or "hotline" or "central-unit" ? parent : unit;

    /// <summary>The first person who holds the post in the unit.</summary>
    public Person? HolderOf(string post, string? unit) => unit is null ? null : holders[(post, unit)].FirstOrDefault().Person;

    /// <summary>Who acts for a person at a moment: the delegate of a period that covers it, else the person.</summary>
    public string ActingFor(string person, DateTimeOffset at) =>
        Delegates.FirstOrDefault(period => period.For == person && period.From <= at && at < period.Until)?.By ?? person;

    /// <summary><c>post@unit</c> (the nearest unit upwards that has the post), or the id of a person who holds one; null when there is none.</summary>
    public Journal.Actor? Resolve(string text)
    {
        if (text.Split('@') is [var post, var unit])
        {
            return Upwards(unit).SelectMany(at => holders[(post, at.Id)]).Select(holder => ActorOf(holder.Person, holder.Post)).FirstOrDefault();
        }

        return Person(text) is { Usual: { } usual } person ? ActorOf(person, usual) : null;
    }

    public static Journal.Actor ActorOf(Person person, Assignment post) => new(person.Id, post.Post, post.Unit);
}

/// <param name="Kind"><c>head-office</c>, <c>branch</c>, <c>sub-branch</c>, <c>department</c>, <c>hotline</c> or <c>central-unit</c>.</param>
/// <param name="Parent">Null for the root only.</param>
public sealed record OrgUnit(string Id, string Name, string Kind, string? Parent)
{
    /// <summary>Persons named for a duty: <c>regulator-report</c>, <c>customer-contact</c>.</summary>
    public IReadOnlyDictionary<string, string> NamedPersons { get; init; } = new Dictionary<string, string>();

    public string? Phone { get; init; }

    public string? Address { get; init; }

    /// <summary>When it was closed or merged; its complaints and its name remain. Null while it works.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public bool IsOpen => ClosedAt is null;
}

/// <summary>A person with the posts he or she holds; none once the last has ended.</summary>
public sealed record Person(string Id, string Name, IReadOnlyList<Assignment> Posts)
{
    /// <summary>The post he or she acts in unless another is named: the first.</summary>
    public Assignment? Usual => Posts.Count > 0 ? Posts[0] : null;

    public string? StaffNumber { get; init; }

    public string? Phone { get; init; }

    /// <summary>What he or she is called in the first of the posts, instead of the post's name: 主任.</summary>
    public string? Title { get; init; }
}

public sealed record Assignment(string Post, string Unit);

/// <summary>A post and what it entitles to.</summary>
/// <param name="May">Names of actions and capabilities.</param>
public sealed record Post(string Id, string Name, IReadOnlySet<string> May)
{
    /// <summary>The entitlement to pass an overridable rule with a reason.</summary>
    public const string Override = "override";

    /// <summary>Which cases it sees.</summary>
    public Sight Sees { get; init; } = Sight.Reach;

    /// <summary>Whether complaints may be given to it: the higher, the sooner it gets what comes to the unit; 0: never.</summary>
    public int Handles { get; init; }
}

/// <summary>Which cases a post sees, whatever it may do: those that its unit reaches; those only that are, were first or are offered to be in the person's own hands; every one, to look at only; or none.</summary>
public enum Sight { Reach, Assigned, All, Nothing }

/// <summary>Somebody acting for an absent officer from a moment, inclusive, until another, exclusive.</summary>
public sealed record DelegatePeriod(string For, string By, DateTimeOffset From, DateTimeOffset Until);
