using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Institutions;

/// <summary>
/// The institution as its file and the journal of its organisation together say at a moment. The file is the beginning; every change since is an entry that counts from the moment it
/// names. Nothing is forgotten: closed units and people who have left keep their names.
/// </summary>
public static class Organisation
{
    /// <summary>The number of the one journal that an institution has.</summary>
    public const string Number = "ORG";

    /// <param name="file">As institution.yaml says it.</param>
    /// <param name="journal">All entries, in order.</param>
    public static Institution At(Institution file, IEnumerable<Entry> journal, DateTimeOffset now)
    {
        var due = journal.SelectMany(Changes).Where(change => change.From <= now).OrderBy(change => change.From).ToList(); // stable: entries of one moment keep their order
        if (due.Count == 0)
        {
            return file;
        }

        var draft = new Draft(file);
        due.ForEach(change => change.Apply(draft));
        return draft.Made;
    }

    /// <summary>The next moment at which a change that is on record begins to count, or null.</summary>
    public static DateTimeOffset? NextChange(IEnumerable<Entry> journal, DateTimeOffset now) =>
        journal.SelectMany(Changes).Where(change => change.From > now).Select(change => (DateTimeOffset?)change.From).Min();

    /// <summary>The units and persons concerned by what counts now and did not when somebody looked before.</summary>
    /// <param name="version">The journal's version at that look.</param>
    /// <param name="after">When it was.</param>
    public static (IReadOnlySet<string> Units, IReadOnlySet<string> Persons) Touched(IEnumerable<Entry> journal, int version, DateTimeOffset after, DateTimeOffset now)
    {
        var groups = journal.Where(entry => Changes(entry).Any(change => change.From <= now && (entry.Position > version || change.From > after))).SelectMany(Groups).ToList();
        return (Named(groups, "unit", "into", "parent"), Named(groups, "person", "by"));
    }

    /// <summary>Whether files have been read in since by which everything is due: the calendars, or the institution's own with its closing days.</summary>
    /// <param name="version">The journal's version when somebody looked before.</param>
    public static bool HasNewDays(IEnumerable<Entry> journal, int version) => journal.Any(entry => entry.Position > version && entry.Action == "load-files"
        && entry.Data.Groups("files").Any(file => file.Text("file") is { } name && (name.StartsWith("calendars/", StringComparison.Ordinal) || name.StartsWith("institutions/", StringComparison.Ordinal))));

    /// <summary>Whether an entry is about a person.</summary>
    public static bool Touches(Entry entry, string person) => Groups(entry).Any(group => group.Text("person") == person || group.Text("by") == person || (group.Text("id") == person && group.Has("post")));

    private static IEnumerable<Fields> Groups(Entry entry) => entry.Data.Groups("units").Concat(entry.Data.Groups("persons")).Prepend(entry.Data);

    private static HashSet<string> Named(IEnumerable<Fields> groups, params string[] names) => [.. groups.SelectMany(group => names.Select(group.Text)).OfType<string>()];

    private static IEnumerable<Change> Changes(Entry entry)
    {
        var (data, from) = (entry.Data, entry.Data.Moment("from") ?? entry.At);
        yield return new(from, draft => draft.Apply(entry.Action, data, from));
        if (entry.Action is "add-person" or "grant-post" && data.Moment("until") is { } until)
        {
            yield return new(until, draft => draft.End(data.Text("person") ?? data.Text("id")!, PostOf(data))); // one of them is required
        }
    }

    private static Assignment PostOf(Fields data) => new(data.Text("post")!, data.Text("unit")!); // both are required

    private sealed record Change(DateTimeOffset From, Action<Draft> Apply);

    private sealed class Draft(Institution file)
    {
        private readonly Dictionary<string, OrgUnit> units = file.Units.ToDictionary(unit => unit.Id); // nothing is ever removed, so the order stays
        private readonly Dictionary<string, Person> persons = file.Persons.ToDictionary(person => person.Id);
        private readonly List<DelegatePeriod> delegates = [.. file.Delegates];

        public Institution Made => file with { Units = [.. units.Values], Persons = [.. persons.Values], Delegates = [.. delegates] };

        public void Apply(string action, Fields data, DateTimeOffset from)
        {
            var unit = units.GetValueOrDefault(data.Text("unit") ?? ""); // what the file has ceased to name is left out
            var person = persons.GetValueOrDefault(data.Text("person") ?? "");
            switch (action)
            {
                case "open-unit": Open(data); break;
                case "change-unit" when unit is not null: Change(unit, data); break;
                case "close-unit" when unit is not null: Close(unit, data.Text("into"), from); break;
                case "name-person" when unit is not null: Name(unit, data.Text("duty")!, data.Text("person")!); break;
                case "add-person": Add(data); break;
                case "change-person" when person is not null: Change(person, data); break;
                case "grant-post": Grant(data.Text("person")!, PostOf(data)); break;
                case "end-post": End(data.Text("person")!, PostOf(data)); break;
                case "appoint-delegate": delegates.Add(new(data.Text("person")!, data.Text("by")!, from, data.Moment("until")!.Value)); break;
                case "end-delegate": EndDelegate(data.Text("person")!, data.Text("by")!, from); break;
                case "import-organisation":
                    data.Groups("units").ToList().ForEach(Open);
                    data.Groups("persons").ToList().ForEach(Add);
                    break;
            }
        }

        public void End(string id, Assignment post) => Set(id, posts => posts.Where(held => held != post));

        private void Open(Fields data) => units[data.Text("id")!] = new(data.Text("id")!, data.Text("name")!, data.Text("kind")!, data.Text("parent")) { Phone = data.Text("phone"), Address = data.Text("address") };

        private void Change(OrgUnit unit, Fields data) => units[unit.Id] = unit with
        {
            Name = data.Text("name") ?? unit.Name,
            Parent = data.Text("parent") ?? unit.Parent,
            Phone = data.Text("phone") ?? unit.Phone,
            Address = data.Text("address") ?? unit.Address,
        };

        // A merged unit lies below its successor, which so reaches its complaints; its people work on there.
        private void Close(OrgUnit unit, string? into, DateTimeOffset from)
        {
            units[unit.Id] = unit with { Parent = into ?? unit.Parent, ClosedAt = from };
            foreach (var person in persons.Values.Where(person => person.Posts.Any(post => post.Unit == unit.Id)).ToList())
            {
                var posts = into is null ? person.Posts.Where(post => post.Unit != unit.Id) : person.Posts.Select(post => post.Unit == unit.Id ? post with { Unit = into } : post);
                persons[person.Id] = person with { Posts = [.. posts.Distinct()] };
            }
        }

        private void Name(OrgUnit unit, string duty, string person) => units[unit.Id] = unit with { NamedPersons = new Dictionary<string, string>(unit.NamedPersons) { [duty] = person } };

        private void Add(Fields data)
        {
            var person = new Person(data.Text("id")!, data.Text("name")!, []) { StaffNumber = data.Text("staff-number"), Phone = data.Text("phone"), Title = data.Text("title") };
            persons.TryAdd(person.Id, person); // a table names a person once for each post
            Grant(person.Id, PostOf(data));
        }

        private void Change(Person person, Fields data) => persons[person.Id] = person with
        {
            Name = data.Text("name") ?? person.Name,
            StaffNumber = data.Text("staff-number") ?? person.StaffNumber,
            Phone = data.Text("phone") ?? person.Phone,
            Title = data.Text("title") ?? person.Title,
        };

        private void Grant(string id, Assignment post) => Set(id, posts => posts.Append(post).Distinct());

        private void Set(string id, Func<IReadOnlyList<Assignment>, IEnumerable<Assignment>> change)
        {
            if (persons.TryGetValue(id, out var person))
            {
                persons[id] = person with { Posts = [.. change(person.Posts)] };
            }
        }

        private void EndDelegate(string person, string by, DateTimeOffset at)
        {
            var i = delegates.FindIndex(period => period.For == person && period.By == by && period.Until > at);
            if (i >= 0)
            {
                delegates[i] = delegates[i] with { Until = at > delegates[i].From ? at : delegates[i].From };
            }
        }
    }
}
