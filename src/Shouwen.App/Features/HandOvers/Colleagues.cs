using Microsoft.EntityFrameworkCore;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.HandOvers;

/// <summary>A person within reach who has open complaints.</summary>
/// <param name="Delegate">Who acts for the person now or next, with the days; null when nobody was named.</param>
public sealed record Colleague(Person Person, string Post, int Open, int Overdue, DelegatePeriod? Delegate);

/// <summary>Whose complaints somebody may hand over, and to whom. Reach is that of the asker's unit, as for every other act.</summary>
public sealed class Colleagues(IDbContextFactory<ShouwenDbContext> database, CurrentActor who, TimeProvider clock)
{
    private Institution Institution => who.Institution;

    /// <summary>People with open complaints, those who are away first.</summary>
    public async Task<IReadOnlyList<Colleague>> ListAsync(CancellationToken cancellationToken)
    {
        var (now, ids) = (clock.GetUtcNow(), InReach().Select(person => person.Id).ToList());
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var counts = await db.Complaints.Where(row => row.ResponsiblePerson != null && ids.Contains(row.ResponsiblePerson) && !row.HasEnded).VisibleTo(who)
            .GroupBy(row => row.ResponsiblePerson).Select(group => new { Person = group.Key, Open = group.Count(), Overdue = group.Count(row => row.NextDueAt < now) }).ToListAsync(cancellationToken);
        return [.. counts.Select(count => (count, Person: Institution.Person(count.Person)!)) // counted by the ids of persons
            .Select(found => new Colleague(found.Person, LabelOf(found.Person), found.count.Open, found.count.Overdue, DelegateOf(found.Person.Id)))
            .OrderByDescending(colleague => colleague.Delegate is { } period && period.From <= now).ThenByDescending(colleague => colleague.Overdue).ThenByDescending(colleague => colleague.Open)];
    }

    public Person? Find(string? id) => InReach().FirstOrDefault(person => person.Id == id);

    /// <summary>Who may take over: posts that handle complaints, the delegate first, then the person's own unit, then the nearest.</summary>
    public IReadOnlyList<Choice> Takers(Person from)
    {
        var (away, home) = (DelegateOf(from.Id)?.By, from.Usual?.Unit);
        var above = Institution.Upwards(home).Select(unit => unit.Id).ToList();
        return [.. InReach().Where(person => person.Id != from.Id && person.Posts.Any(Handles)).OrderByDescending(person => person.Id == away).ThenByDescending(person => person.Usual!.Unit == home)
            .ThenBy(person => above.IndexOf(person.Usual!.Unit) is var place && place >= 0 ? place : above.Count).ThenByDescending(person => Institution.Posts[person.Usual!.Post].Handles)
            .Select(person => new Choice(person.Id, $"{person.Name} · {LabelOf(person)}{(person.Id == away ? "（代理人）" : "")}"))];
    }

    /// <summary>The period of absence that holds now, else the next one to come.</summary>
    public DelegatePeriod? DelegateOf(string person)
    {
        var now = clock.GetUtcNow();
        return Institution.Delegates.Where(period => period.For == person && period.Until > now).MinBy(period => period.From);
    }

    public string LabelOf(Person person) => person.Usual is { } usual ? Institution.LabelOf(person, usual) : "已无岗位";

    private bool Handles(Assignment post) => Institution.Posts.TryGetValue(post.Post, out var held) && held.Handles > 0;

    private IEnumerable<Person> InReach()
    {
        var units = Institution.Below(Institution.ReachOf(who.Post.Unit)).ToHashSet();
        return Institution.Persons.Where(person => person.Usual is null || person.Posts.Any(post => units.Contains(post.Unit))); // whoever has left may have left complaints behind
    }
}
