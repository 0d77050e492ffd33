using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>An earlier complaint as far as detection looks at it.</summary>
/// <param name="People">As registered, joined ones left out.</param>
/// <param name="Persons">Of each listed complainant what tells him or her from others; empty: nothing does.</param>
/// <param name="Detected">By clause, how many people a detection counted when this complaint was the newest.</param>
public sealed record Similar(
    string Number, DateTimeOffset ReceivedAt, string? AboutUnit, string? Product, string? Business, int People, IReadOnlyList<IReadOnlyList<string>> Persons, IReadOnlyDictionary<string, int> Detected);

/// <summary>Recognises single complaints that are one event, as the rules in force say.</summary>
public static class Clusters
{
    /// <summary>How far back detection looks; zero where no rule detects anything.</summary>
    public static TimeSpan Reach(IEnumerable<Policy> policies) =>
        policies.SelectMany(policy => policy.Clauses).SelectMany(clause => clause.Detections).Select(rule => rule.Length).DefaultIfEmpty().Max();

    /// <summary>Phone and identity number; the name only where there is neither.</summary>
    public static IReadOnlyList<string> PlainMarks(Fields who) => Marks(who.Text("phone"), who.Text("id-number"), who.Text("name"));

    /// <summary>What tells a person from others, of what is known; each kind is kept apart.</summary>
    public static IReadOnlyList<string> Marks(string? phone, string? identity, string? name) =>
        phone is null && identity is null ? (name is null ? [] : [$"name {name}"]) : [.. new[] { phone is null ? null : $"phone {phone}", identity is null ? null : $"id {identity}" }.OfType<string>()];

    /// <summary>An earlier complaint from its journal.</summary>
    public static Similar From(Complaint complaint) => new(
        complaint.Number ?? "", complaint.ReceivedAt, complaint.AboutUnit, complaint.Data.Text("about.product"), complaint.Data.Text("about.business"), complaint.OwnPeople,
        [.. complaint.Data.Groups("complainants").Select(PlainMarks)], Detected(complaint));

    /// <summary>By clause, the people that the last detection counted.</summary>
    public static Dictionary<string, int> Detected(Complaint complaint) =>
        complaint.Entries.Where(entry => entry.Action == "detect").GroupBy(entry => entry.Clauses[0]).ToDictionary(group => group.Key, group => (int)(group.Last().Data.Number("people") ?? 0));

    /// <summary>The entries of what is detected now that a complaint has been registered, each followed by what its rule does.</summary>
    internal static List<Entry> Of(Complaint complaint, Surroundings surroundings)
    {
        var found = new List<Entry>();
        foreach (var (policy, clause, rule) in surroundings.Policies.SelectMany(policy => policy.Clauses.SelectMany(clause => clause.Detections.Select(rule => (policy, clause, rule)))))
        {
            var at = new Evaluation(complaint, policy, surroundings);
            if (!at.IsBound() || !at.Holds(clause.When) || complaint.Data.Text($"about.{rule.Same}") is not { } same || AreaOf(complaint.AboutUnit, rule.Within, surroundings.Institution) is not { } area)
            {
                continue;
            }

            var near = surroundings.Similar.Where(other => (rule.Same == "product" ? other.Product : other.Business) == same && (complaint.ReceivedAt - other.ReceivedAt).Duration() <= rule.Length
                && AreaOf(other.AboutUnit, rule.Within, surroundings.Institution)?.Id == area.Id).ToList();
            var people = PeopleOf(near.Select(other => (other.Persons, other.People)).Append(([.. complaint.Data.Groups("complainants").Select(surroundings.Marks)], complaint.OwnPeople)));
            var before = near.Max(other => (int?)other.Detected.GetValueOrDefault(clause.Id)) ?? 0;
            if (near.Count == 0 || at.Value(rule.People) is not decimal least || people < least || (before > 0 && people < before + rule.GrowsBy))
            {
                continue;
            }

            var data = new Fields([new("same", rule.Same), new("unit", area.Id), new("people", (decimal)people), new("complaints", near.OrderBy(other => other.ReceivedAt).Select(other => (object)other.Number).ToList())]);
            var detected = new Entry(complaint.Version + found.Count + 1, "detect", Actor.System, complaint.Entries[^1].At, complaint.Entries[^1].At, data, [clause.Id]);
            found.Add(detected);
            found.AddRange(rule.Then.Select((consequence, i) => Reactions.Perform(consequence, clause, complaint, detected, detected.Position + i + 1, surroundings)));
        }

        return found;
    }

    /// <summary>How many different people there are: who shares a mark is the same; those of a group who are not listed count one each.</summary>
    public static int PeopleOf(IEnumerable<(IReadOnlyList<IReadOnlyList<string>> Persons, int People)> complaints)
    {
        var (leads, unknown) = (new Dictionary<string, string>(), 0);
        foreach (var (persons, people) in complaints)
        {
            unknown += Math.Max(people, persons.Count == 0 ? 1 : 0) is var all && all > persons.Count ? all - persons.Count : 0;
            foreach (var marks in persons)
            {
                unknown += marks.Count == 0 ? 1 : 0;
                foreach (var mark in marks)
                {
                    leads.TryAdd(mark, mark);
                    leads[Last(leads, mark)] = Last(leads, marks[0]);
                }
            }
        }

        return unknown + leads.Count(pair => pair.Key == pair.Value);
    }

    private static string Last(Dictionary<string, string> leads, string mark)
    {
        while (leads[mark] != mark)
        {
            mark = leads[mark];
        }

        return mark;
    }

    private static OrgUnit? AreaOf(string? unit, string within, Institution institution) =>
        institution.Upwards(unit).ToList() is { Count: > 0 } upwards ? upwards.Find(over => over.Kind == within) ?? upwards[^1] : null;
}
