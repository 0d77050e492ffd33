using System.Globalization;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Import;

/// <summary>What is in a column, as far as it was looked at.</summary>
/// <param name="Values">The different ones in the order of the file, up to <see cref="Most"/>.</param>
/// <param name="HasMore">There are more different ones than that.</param>
public sealed record LedgerColumn(string Head, IReadOnlyList<string> Values, bool HasMore)
{
    public const int Most = 100;
}

/// <summary>What somebody has decided about a ledger: what each column is and what its values mean.</summary>
/// <param name="Columns">Column to field; columns that are not imported are missing.</param>
/// <param name="Values">Column to (value in it to value of the system): empty leaves the field out, a missing one rejects its rows; <c>*</c> stands for all others.</param>
/// <param name="Defaults">Field to what is taken where the ledger has nothing; empty: nothing.</param>
/// <param name="DateFormat">As <see cref="Mapping.DateFormat"/>.</param>
public sealed record LedgerPlan(IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values, IReadOnlyDictionary<string, string> Defaults, string DateFormat)
{
    public const string Others = "*";
}

/// <summary>Guesses what a ledger's columns and values are, and makes a mapping of what was decided. Knows no word of its own: labels are the institution's, all others are in <c>ledger.yaml</c>.</summary>
public sealed class LedgerGuess(LedgerWords words, IReadOnlyList<LedgerField> fields)
{
    private const int ShortestPart = 2, FewestDigits = 7, Exact = 1000;

    // Where years do not come first.
    private static readonly string[] OtherDates = ["M/d/yyyy", "d/M/yyyy", "M-d-yyyy", "d-M-yyyy"];

    private readonly Dictionary<string, LedgerField> byName = fields.ToDictionary(field => field.Name);
    private readonly Dictionary<string, Dictionary<string, string?>> known = [];

    public IReadOnlyList<LedgerField> Fields => fields;

    public LedgerField? Field(string? name) => name is null ? null : byName.GetValueOrDefault(name);

    /// <summary>Whether a cell looks like the name of a column.</summary>
    public bool Knows(string head) => fields.Any(field => Score(field, Plain(head)) >= Exact);

    public LedgerPlan Guess(IReadOnlyList<LedgerColumn> columns)
    {
        var (taken, used) = (new Dictionary<string, string>(), new HashSet<string>());
        var candidates = from column in columns
                         let head = Plain(column.Head)
                         from field in fields
                         let score = Score(field, head)
                         where score > 0 && words.Columns.ContainsKey(field.Name) && Fits(field, column)
                         orderby score descending
                         select (column.Head, field.Name);
        foreach (var (head, field) in candidates)
        {
            if (!taken.ContainsKey(head) && used.Add(field))
            {
                taken[head] = field;
            }
        }

        var values = columns.Where(column => taken.ContainsKey(column.Head)).ToDictionary(column => column.Head, column => Values(byName[taken[column.Head]], column));
        return new(taken, values, words.Defaults.Where(pair => byName.ContainsKey(pair.Key)).ToDictionary(), DateFormat(columns.Where(column => byName.GetValueOrDefault(taken.GetValueOrDefault(column.Head, "")) is { IsDate: true })));
    }

    /// <summary>What the values of a column mean if it is that field.</summary>
    public IReadOnlyDictionary<string, string> Values(LedgerField field, LedgerColumn column)
    {
        var meant = new Dictionary<string, string>();
        if (field.Choices.Count > 0)
        {
            foreach (var value in column.Values)
            {
                if (Value(field, value) is { } choice)
                {
                    meant[value] = choice;
                }
            }

            if (field.Kind is FieldKind.Person or FieldKind.PersonOrUnit)
            {
                meant[LedgerPlan.Others] = ""; // people leave
            }
        }

        return meant;
    }

    /// <summary>The value of the system that somebody wrote by its name or id, or that a ledger may mean; null: none.</summary>
    public string? Value(LedgerField field, string written)
    {
        var text = Plain(written);
        var names = Known(field);
        if (names.TryGetValue(text, out var exact))
        {
            return exact;
        }

        var near = names.Where(pair => pair.Value is not null && pair.Key.Length >= ShortestPart && (text.Contains(pair.Key, StringComparison.Ordinal) || (field.IsNamed && text.Length > ShortestPart && pair.Key.Contains(text, StringComparison.Ordinal)))).ToList();
        var longest = near.Count == 0 ? 0 : near.Max(pair => pair.Key.Length);
        return near.Where(pair => !field.IsNamed ? pair.Key.Length == longest : true).Select(pair => pair.Value).Distinct().ToList() is [var only] ? only : null;
    }

    /// <summary>Values of a column for which nothing was decided, so that their rows are rejected.</summary>
    public IReadOnlyList<string> Unknown(LedgerPlan plan, LedgerColumn column) => Field(plan.Columns.GetValueOrDefault(column.Head)) is { Choices.Count: > 0 }
        && plan.Values.GetValueOrDefault(column.Head) is { } decided && !decided.ContainsKey(LedgerPlan.Others) ? [.. column.Values.Where(value => !decided.ContainsKey(value))] : [];

    /// <summary>The mapping that does what was decided.</summary>
    public Mapping MappingOf(LedgerPlan plan)
    {
        var chosen = plan.Columns.Where(pair => byName.ContainsKey(pair.Value)).DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => pair.Key);
        return new()
        {
            DateFormat = plan.DateFormat,
            Key = chosen.TryGetValue(LedgerField.Key, out var key) ? [key] : [],
            Maps = chosen.Where(pair => byName[pair.Key].Choices.Count > 0).ToDictionary(pair => byName[pair.Key].Label, pair => MapOf(byName[pair.Key], plan.Values.GetValueOrDefault(pair.Value))),
            Steps = [.. fields.Where(field => field.Name != LedgerField.Key).Select(field => field.Action).Distinct().Where(action => IsDone(action, chosen)).Select(action => Step(action, chosen, plan))],
        };
    }

    private static string DateFormat(IEnumerable<LedgerColumn> dates)
    {
        var values = dates.SelectMany(column => column.Values).Where(value => value.Length > 0).ToList();
        return values.Exists(value => RowMapper.MomentIn(value) is not null) ? ""
            : OtherDates.FirstOrDefault(format => values.Count > 0 && values.TrueForAll(value => DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)), "");
    }

    private bool IsDone(string action, Dictionary<string, string> chosen) =>
        action == "register" || (words.Given.TryGetValue(action, out var given) ? chosen.ContainsKey(given) : chosen.Keys.Any(name => byName[name].Action == action));

    private MappedStep Step(string action, Dictionary<string, string> chosen, LedgerPlan plan)
    {
        var filled = new Dictionary<string, string>();
        foreach (var field in fields.Where(field => field.Action == action))
        {
            var fallback = plan.Defaults.GetValueOrDefault(field.Name, "");
            if (chosen.TryGetValue(field.Name, out var column))
            {
                filled[field.Path] = Template(field, fallback.Length > 0 ? $"{column}??={fallback}" : column);
            }
            else if (fallback.Length > 0)
            {
                filled[field.Path] = fallback;
            }
        }

        var dates = words.DatedBy.GetValueOrDefault(action, []).Prepend($"{action}.happened-at").Where(chosen.ContainsKey).Select(name => chosen[name]).ToList();
        if (action != "register" && dates.Count > 0)
        {
            filled["happened-at"] = $"{{{string.Join("??", dates)}|moment}}";
        }

        return new() { Do = action, Given = words.Given.TryGetValue(action, out var given) && chosen.TryGetValue(given, out var needed) ? [Template(byName[given], needed)] : [], Fields = filled };
    }

    private static string Template(LedgerField field, string column) =>
        field.Choices.Count > 0 ? $"{{{column}|{field.Label}}}"
        : field.Kind is FieldKind.Moment or FieldKind.Deadline ? $"{{{column}|moment}}"
        : field.Kind == FieldKind.Date ? $"{{{column}|date}}"
        : field.Kind == FieldKind.Money ? $"{{{column}|money}}" : $"{{{column}}}";

    // Names and ids stand in it as well, for values that nobody has looked at.
    private static Dictionary<string, string> MapOf(LedgerField field, IReadOnlyDictionary<string, string>? decided)
    {
        var map = new Dictionary<string, string>();
        foreach (var same in field.Choices.SelectMany(choice => new[] { (choice.Label, choice.Value), (choice.Value, choice.Value) }).Distinct().GroupBy(pair => pair.Item1).Where(same => same.Count() == 1))
        {
            map[same.Key] = same.Single().Item2;
        }

        foreach (var (value, choice) in decided ?? new Dictionary<string, string>())
        {
            map[value] = choice;
        }

        return map;
    }

    // Each name in its plain form to its value; null where it is the name of several.
    private Dictionary<string, string?> Known(LedgerField field)
    {
        if (known.TryGetValue(field.Name, out var found))
        {
            return found;
        }

        var names = new Dictionary<string, string?>();
        var own = field.Choices.SelectMany(choice => new[] { (choice.Label, choice.Value), (choice.Value, choice.Value) });
        var others = words.Values.GetValueOrDefault(field.Name, []).Where(pair => field.Choices.Any(choice => choice.Value == pair.Key)).SelectMany(pair => pair.Value.Select(word => (word, pair.Key)));
        foreach (var (name, value) in own.Concat(others))
        {
            var plain = Plain(name);
            names[plain] = !names.TryGetValue(plain, out var before) || before == value ? value : null;
        }

        return known[field.Name] = names;
    }

    // The more of the name is known, the higher; 0: nothing.
    private int Score(LedgerField field, string head)
    {
        var names = words.Columns.GetValueOrDefault(field.Name, []).Prepend(field.Label).Select(Plain).Where(name => name.Length > 0).ToList();
        if (head.Length == 0)
        {
            return 0;
        }

        return names.Contains(head) ? Exact : names.Where(name => name.Length >= ShortestPart && head.Contains(name, StringComparison.Ordinal)).Select(name => 10 * name.Length)
            .Concat(names.Where(name => head.Length > ShortestPart && name.Contains(head, StringComparison.Ordinal)).Select(name => 5 * head.Length)).DefaultIfEmpty(0).Max();
    }

    // A date without a date in it, or a phone without digits, is something else.
    private static bool Fits(LedgerField field, LedgerColumn column) => column.Values.Where(value => value.Length > 0).ToList() is not { Count: > 0 } values
        || (field.IsDate ? values.Exists(value => RowMapper.MomentIn(value) is not null || value.Count(char.IsAsciiDigit) >= 4 && value.Any(letter => letter is '/' or '-' or '.'))
        : field.Path.EndsWith(".phone", StringComparison.Ordinal) ? values.Count(value => value.Count(char.IsAsciiDigit) >= FewestDigits) * 2 >= values.Count : true);

    // Without spaces, brackets and marks; wide letters as narrow ones.
    private static string Plain(string text) => string.Concat(text.Select(Narrow).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static char Narrow(char letter) => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter;
}
