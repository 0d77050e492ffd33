using Shouwen.App.Playing;
using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Yaml;
using Calendar = Shouwen.Domain.Calendars.Calendar;

namespace Shouwen.App.Demo;

/// <summary>
/// What the demo house does besides complaints (incidents, campaigns, its fund …), as scripts from <c>institutions/ID/demo-matters.yaml</c>, else from
/// <c>institutions/demo-matters.yaml</c> as much as the institution's rules speak of.
/// </summary>
/// <param name="year">Its steps are made already: scripts may name complaints of it.</param>
internal sealed class DemoMatters(Institution institution, IReadOnlyList<Policy> policies, Calendar calendar, DateTimeOffset now, DemoYear year)
{
    private const string NewYear = "new-year";

    private readonly HashSet<AggregateKind> spokenOf = [.. policies.SelectMany(policy => policy.Clauses).SelectMany(ActionsIn).Select(ActionCatalogue.Find).OfType<ActionType>().Select(action => action.Aggregate)];

    /// <summary>The steps up to now, script by script.</summary>
    /// <param name="folder">Of institutions.</param>
    public IReadOnlyList<WrittenStep> Steps(string folder)
    {
        var own = Path.Combine(folder, institution.Id, "demo-matters.yaml");
        var file = File.Exists(own) ? own : Path.Combine(folder, "demo-matters.yaml");
        if (!File.Exists(file) || (YamlSource.Parse(File.ReadAllText(file), file).Root as RawMap)?.Values.GetValueOrDefault("matters") is not RawList { Items: var scripts })
        {
            return [];
        }

        return [.. scripts.OfType<RawMap>().Where(script => file == own || IsKnown(script)).SelectMany((script, place) => Script(script, FormattableString.Invariant($"M{place + 1:00}"))).Where(step => step.At <= now)];
    }

    private bool IsKnown(RawMap script) => Text(script, "always") == "true" || spokenOf.Contains(KindOf(script)) || (Text(script, "asks") is { } name && Asks(name));

    private bool Asks(string name) => policies.SelectMany(policy => policy.Clauses).SelectMany(clause => clause.Gates).Any(gate => gate.Unless.Names().Concat(gate.When.Names()).Contains(name));

    private IEnumerable<WrittenStep> Script(RawMap script, string label)
    {
        foreach (var step in ((RawList)script.Values["steps"]).Items.OfType<RawMap>())
        {
            var at = Moment(Text(step, "at")!); // every step says when
            var fields = step.Values.Where(pair => pair.Key is not ("at" or "do" or "by")).ToDictionary(pair => pair.Key, pair => Filled(pair.Value, at));
            yield return new(at, label, Text(step, "do")!, new RawMap(fields, step.Keys, step.At), Text(step, "by")) { Kind = KindOf(script) };
        }
    }

    private static AggregateKind KindOf(RawMap script) => ActionCatalogue.Get(Text((RawMap)((RawList)script.Values["steps"]).Items[0], "do")!).Aggregate; // the first step opens it

    // "-12 09:30": twelve working days ago; "new-year 09:30": the second working day of this year.
    private DateTimeOffset Moment(string text)
    {
        var parts = text.Split(' ');
        var day = parts[0] == NewYear ? WorkingDay(new DateOnly(calendar.DateOf(now).Year, 1, 1), 1) : WorkingDay(calendar.DateOf(now), int.Parse(parts[0], CultureInfo.InvariantCulture));
        return calendar.StartOf(day) + TimeSpan.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    private DateOnly WorkingDay(DateOnly day, int steps)
    {
        for (var left = Math.Abs(steps); left > 0 || !calendar.IsWorkingDay(day);)
        {
            day = day.AddDays(steps > 0 ? 1 : -1);
            left -= calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    private Raw Filled(Raw raw, DateTimeOffset at) => raw switch
    {
        RawMap map => new RawMap(map.Values.ToDictionary(pair => pair.Key, pair => Filled(pair.Value, at)), map.Keys, map.At),
        RawList list => new RawList([.. list.Items.Select(item => Filled(item, at))], list.At),
        RawScalar scalar => Filled(scalar, at),
        _ => raw,
    };

    private Raw Filled(RawScalar scalar, DateTimeOffset at) => scalar.Text.Split(' ') switch
    {
        ["today", var days] => scalar with { Text = FormattableString.Invariant($"{WorkingDay(calendar.DateOf(now), int.Parse(days, CultureInfo.InvariantCulture)):yyyy-MM-dd}") },
        ["this-year"] => scalar with { Text = FormattableString.Invariant($"{calendar.DateOf(now).Year}") },
        ["last-year"] => scalar with { Text = FormattableString.Invariant($"{calendar.DateOf(now).Year - 1}") },
        ["recent", var count, "of", var unit] => Complaints(count, false, unit, at),
        ["recent", var count, "matured", "of", var unit] => Complaints(count, true, unit, at),
        ["first-unit"] => scalar with { Text = institution.Root.Id },
        ["last-unit"] => scalar with { Text = institution.Units[^1].Id },
        ["first-person"] => scalar with { Text = institution.Persons[0].Id },
        ["last-person"] => scalar with { Text = institution.Persons[^1].Id },
        _ => scalar with { Text = scalar.Text.Replace("{year}", FormattableString.Invariant($"{calendar.DateOf(at).Year}"), StringComparison.Ordinal) },
    };

    private Raw Complaints(string count, bool isMatured, string unit, DateTimeOffset at) =>
        new RawList([.. year.Recent(int.Parse(count, CultureInfo.InvariantCulture), isMatured, unit == "first-unit" ? institution.Root.Id : unit, at).Select(label => new RawScalar(label, true, default))], default);

    private static string? Text(RawMap map, string key) => (map.Values.GetValueOrDefault(key) as RawScalar)?.Text;

    private static IEnumerable<string> ActionsIn(Clause clause) =>
    [
        .. clause.Obligations.SelectMany(rule => rule.MetBy.Options.Concat(rule.From is EntryTrigger entry ? entry.Pattern.Options : [])).Select(option => option.Action),
        .. clause.Gates.SelectMany(gate => gate.Refuses.Options).Select(option => option.Action),
    ];
}
