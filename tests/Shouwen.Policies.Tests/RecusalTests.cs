using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.Policies.Tests;

/// <summary>Whoever is complained about, stands aside or would judge an act of his or her own does none of the acts that recusal forbids: random organisations, random courses.</summary>
public sealed class RecusalTests
{
    private const int Organisations = 250;
    private const int Steps = 60;

    private static readonly RuleBook Book = RuleBook.Open(Repository.Root);
    private static readonly string[] Forbidden = ["assign", "propose", "approve", "reject", "decide-review", "decide-appeal", "call-back", "close"];
    private static readonly string[] Posts = ["complaint-officer", "unit-head", "executive", "leading-group", "compliance-officer", "branch-officer"];

    private static readonly (string Action, string[] Fields)[] Acts =
    [
        ("accept", []), ("recuse", ["person=?", "reason=有利害关系"]), ("assign", ["to=?"]), ("hand-over", ["to=?"]), ("receive-hand-over", []), ("record-finding", ["method=records", "text=核对"]),
        ("conclude-investigation", ["outcome=upheld", "cause=疏忽", "text=属实"]), ("propose", ["text=纠正"]), ("approve", []), ("reject", ["reason=不妥"]), ("answer", ["means=letter", "text=已纠正", "in-writing=true", "reasons=疏忽", "basis=约定", "remedies-named=true"]),
        ("call-back", ["of=complainant", "satisfied=true"]), ("request-review", ["reason=不服", "in-writing=true"]), ("decide-review", ["decision=uphold", "text=维持"]),
        ("find-liability", ["person=?", "clause=CP-16", "sanction=warning"]), ("appeal", ["stage=re-examination"]), ("decide-appeal", ["decision=维持"]), ("close", []), ("reopen", ["reason=再查"]),
    ];

    [Theory]
    [InlineData("cp-2020-3")]
    [InlineData("lf-professional-firm")]
    public void Concerned_InAnyOrganisationAndCourse_NeverActs(string policy)
    {
        var random = new Random(20261125);
        var (violations, done) = (new List<string>(), new Dictionary<string, int>());
        for (var i = 0; i < Organisations; i++)
        {
            Play(new(Organisation(random), [Book.Policies[policy]], new Calendar(Book.Holidays, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), Graces.Default)), random, violations, done);
        }

        Assert.Empty(violations);
        Assert.All(Forbidden, action => Assert.True(done.GetValueOrDefault(action) > 20, $"{action} was done {done.GetValueOrDefault(action)} times: the walk proves nothing about it"));
    }

    private static void Play(Surroundings surroundings, Random random, List<string> violations, Dictionary<string, int> done)
    {
        var (complaint, at, persons) = (Complaint.Nothing, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)), surroundings.Institution.Persons);
        complaint = Apply(complaint, Decide(complaint, "register", ["channel=letter", "summary=说明不清", $"about.person={persons[random.Next(persons.Count)].Id}", $"about.unit={surroundings.Institution.Units[^1].Id}"], Any(surroundings, random), at, surroundings));
        for (var step = 0; step < Steps && complaint.Version > 0; step++)
        {
            var (action, fields) = Acts[random.Next(Acts.Length)];
            var given = fields.Select(field => field.Replace("?", persons[random.Next(persons.Count)].Id, StringComparison.Ordinal)).ToArray();
            var actor = Any(surroundings, random);
            at = at.AddMinutes(7);
            var decision = Decide(complaint, action, given, actor, at, surroundings);
            if (!decision.IsRefused)
            {
                done[action] = done.GetValueOrDefault(action) + 1;
                violations.AddRange(Violations(complaint, action, given, actor).Select(what => $"{action} by {actor.Person}: {what}"));
                complaint = Apply(complaint, decision);
            }
        }
    }

    private static IEnumerable<string> Violations(Complaint before, string action, string[] fields, Actor actor)
    {
        var (person, respondent) = (actor.Person, before.Data.Text("about.person"));
        if (Forbidden.Contains(action) && (person == respondent || before.Recused.Contains(person)))
        {
            yield return "complained about or standing aside";
        }

        if (action == "assign" && fields[0]["to=".Length..] is var to && (to == respondent || before.Recused.Contains(to)))
        {
            yield return "given to somebody who must stand aside";
        }

        if (action is "approve" or "reject" && before.Proposal?.Actor.Person == person)
        {
            yield return "signs his or her own proposal";
        }

        if (action == "decide-review" && before.Entries.LastOrDefault(entry => entry.Action == "answer")?.Actor.Person == person)
        {
            yield return "reviews his or her own answer";
        }

        if (action == "decide-appeal" && (before.Liable.Contains(person) || before.Entries.LastOrDefault(entry => entry.Action == "find-liability")?.Actor.Person == person))
        {
            yield return "judges his or her own finding";
        }
    }

    private static Decision Decide(Complaint complaint, string name, string[] fields, Actor actor, DateTimeOffset at, Surroundings surroundings)
    {
        var action = ActionCatalogue.Get(name);
        var (typed, errors) = new ActionParser(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).Parse(action, Input(fields));
        return Domain.Complaints.Decide.On(complaint, new(action, typed, actor, at, errors), surroundings);
    }

    private static RawMap Input(IEnumerable<string> fields)
    {
        var values = new Dictionary<string, Raw>();
        foreach (var group in fields.Select(field => field.Split('=', 2)).GroupBy(pair => pair[0].Split('.')[0]))
        {
            values[group.Key] = group.First()[0].Contains('.', StringComparison.Ordinal) ? Input(group.Select(pair => $"{pair[0].Split('.')[1]}={pair[1]}")) : new RawScalar(group.First()[1], true, default);
        }

        return new(values, new Dictionary<string, Position>(), default);
    }

    private static Complaint Apply(Complaint complaint, Decision decision) => decision.Numbered("TS1").Entries.Aggregate(complaint, (state, entry) => state.Apply(entry));

    private static Actor Any(Surroundings surroundings, Random random)
    {
        var (person, post) = surroundings.Institution.Holders[random.Next(surroundings.Institution.Holders.Count)];
        return Institution.ActorOf(person, post);
    }

    // A tree of two to seven units with two to four people in each, some in two posts.
    private static Institution Organisation(Random random)
    {
        var units = new List<OrgUnit> { new("head-office", "总部", "head-office", null) };
        for (var i = random.Next(1, 7); i > 0; i--)
        {
            units.Add(new($"unit-{i}", $"单位{i}", random.Next(3) switch { 0 => "branch", 1 => "sub-branch", _ => "department" }, units[random.Next(units.Count)].Id));
        }

        return new Institution("random", "随机机构")
        {
            Units = units,
            Persons = [.. units.SelectMany(unit => Enumerable.Range(0, random.Next(2, 5)).Select(i => new Person($"{unit.Id}-{i}", $"人员{i}", [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new Assignment(Posts[random.Next(Posts.Length)], unit.Id))])))],
            Posts = Book.Posts,
            Graces = Graces.Default,
            Outcomes = Taxonomy.Outcomes,
        };
    }
}
