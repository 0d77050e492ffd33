using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Duties;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Stories;

/// <summary>Plays a story through the same decisions as every other face, without a database.</summary>
public sealed class StoryRunner
{
    private readonly Story story;
    private readonly Institution institution;
    private readonly Calendar calendar;
    private readonly ActionParser parser;
    private readonly World world;
    private readonly List<Submission> submissions = [];
    private readonly List<StepOutcome> outcomes = [];
    private readonly List<Difference> differences = [];

    private StoryRunner(Story story, Institution institution, IReadOnlyList<Policy> policies, HolidayData holidays)
    {
        this.story = story;
        this.institution = institution;
        calendar = new(holidays, TimeZoneInfo.FindSystemTimeZoneById(institution.TimeZone), institution.Graces, institution.ClosingDays);
        world = new(institution, policies, calendar);
        parser = new(calendar.Zone);
    }

    /// <summary>Plays the steps in their order and checks the expectations.</summary>
    /// <param name="policies">Those that the story or its institution adopts, in order.</param>
    public static StoryResult Run(Story story, Institution institution, IReadOnlyList<Policy> policies, HolidayData holidays)
    {
        var runner = new StoryRunner(story, institution, policies, holidays);
        var problems = runner.Mistakes().ToList();
        return problems.Count > 0 ? new(story, default, [], [], [], [], problems) : runner.Play();
    }

    private StoryResult Play()
    {
        foreach (var step in story.Steps)
        {
            Perform(step);
        }

        var end = story.Steps.Select(step => Moment(step.Moment)).Concat(story.Expectations.Select(expectation => Moment(expectation.Moment))).DefaultIfEmpty().Max()!.Value;
        var begin = story.Steps.Count > 0 ? Moment(story.Steps[0].Moment)!.Value : end;
        var check = new ExpectationCheck(world, at =>
            PeriodicDuties.Between(calendar.StartOf(calendar.DateOf(begin)), at.AddTicks(1), new(institution, world.Policies, calendar), [.. submissions.Where(made => made.At <= at)], world.FactsOf));
        foreach (var expectation in story.Expectations)
        {
            differences.AddRange(check.Of(expectation, Moment(expectation.Moment)!.Value));
        }

        return new(story, end, outcomes, check.ObligationsAt(end), check.DutiesAt(end), differences, []);
    }

    private void Perform(StoryStep step)
    {
        var at = Moment(step.Moment)!.Value;
        var action = ActionCatalogue.Get(step.Do);
        var (fields, errors) = parser.Parse(action, step.Fields);
        var label = world.LabelFor(step.Complaint, action, fields);
        var complaint = world[label];
        var surroundings = world.SurroundingsOf(complaint, action, fields, at);
        var (actor, decision) = Casting.Decide(complaint, actor => new(action.On(complaint), fields, actor, at, errors), step.By, surroundings, action.Aggregate == AggregateKind.Duty ? Submit : Complaints.Decide.On);
        outcomes.Add(new(step, at, actor, label, decision));
        Compare(step, decision);
        if (!decision.IsRefused)
        {
            Append(label, decision, at);
        }
    }

    // The one action on periodic duties: it discharges, nothing else follows.
    private Decision Submit(Complaint complaint, Complaints.Proposal proposal, Surroundings surroundings)
    {
        var refusals = proposal.Errors.Select(error => new Refusal([], error.Code + "-field", error.Message)).Concat(Permissions.Refuse(complaint, proposal, surroundings)).ToList();
        return refusals.Count > 0 ? Decision.No(refusals) : new([new(1, "submit", proposal.Actor, proposal.At, proposal.HappenedAt, proposal.Fields, [])], [], []);
    }

    // The unit that submits, or the nearest above it, where it owes the duty; else the first that does.
    private string OwingUnit(Entry submitted)
    {
        var clause = submitted.Data.Text("clause");
        return Submitting.OwingUnit(institution, world.Policies, clause, submitted.Actor.Unit) ?? Submitting.OwingUnits(institution, world.Policies, clause).FirstOrDefault() ?? submitted.Actor.Unit;
    }

    private void Append(string label, Decision decision, DateTimeOffset at)
    {
        if (decision.Entries is [{ Action: "submit" } submitted])
        {
            submissions.Add(new(submitted.Data.Text("clause")!, submitted.Data.Text("unit") ?? OwingUnit(submitted), submitted.Data.Text("period"), submitted.HappenedAt)); // a required field
        }
        else
        {
            world.Append(label, decision, at);
        }
    }

    private void Compare(StoryStep step, Decision decision)
    {
        var clauses = decision.Refusals.SelectMany(refusal => refusal.Clauses).ToHashSet();
        var said = string.Join("；", decision.Refusals.Select(refusal => $"{string.Join('、', refusal.Clauses)} {refusal.Sentence}".Trim()));
        if (step.RefusedBy.Count == 0 && decision.IsRefused)
        {
            differences.Add(new(step.At, $"{step.Moment} {step.Do}：应当成功，却被拒绝：{said}"));
        }

        differences.AddRange(step.RefusedBy.Where(clause => !clauses.Contains(clause)).Select(clause =>
            new Difference(step.At, $"{step.Moment} {step.Do}：应被 {clause} 拒绝，{(decision.IsRefused ? "却被其他原因拒绝：" + said : "却成功了")}")));
    }

    private IEnumerable<Difference> Mistakes()
    {
        if (story.Steps.Count == 0)
        {
            yield return new(default, "story 至少要有一步");
        }

        foreach (var step in story.Steps)
        {
            if (Moment(step.Moment) is null)
            {
                yield return new(step.At, $"at 应为时间，如 2026-03-01 09:30，不能是“{step.Moment}”");
            }

            if (step.By is not null && step.By != Actor.System.Person && institution.Resolve(step.By) is null)
            {
                yield return new(step.At, $"by：没有“{step.By}”{Nearest.Hint(step.By, institution.Persons.Select(person => person.Id))}");
            }

            var (fields, errors) = parser.Parse(ActionCatalogue.Get(step.Do), step.Fields);
            foreach (var error in errors.Where(error => error.Code != FieldError.Missing))
            {
                yield return new(error.At, $"{error.Path}：{error.Message}");
            }

            foreach (var error in References.Unknown(ActionCatalogue.Get(step.Do), fields, new(institution, world.Policies, calendar)))
            {
                yield return new(step.Fields.Keys.GetValueOrDefault(error.Path.Split('.', '[')[0], step.At), $"{error.Path}：{error.Message}");
            }
        }

        var labels = story.Steps.Select(step => step.Complaint).OfType<string>().ToList();
        foreach (var expectation in story.Expectations.Where(expectation => expectation.Complaint is not null && !labels.Contains(expectation.Complaint)))
        {
            yield return new(expectation.At, $"complaint：故事里没有标签“{expectation.Complaint}”{Nearest.Hint(expectation.Complaint!, labels)}"); // filtered
        }

        foreach (var expectation in story.Expectations.Where(expectation => Moment(expectation.Moment) is null))
        {
            yield return new(expectation.At, $"at 应为时间，如 2026-03-01 09:30，不能是“{expectation.Moment}”");
        }
    }

    // A bare day in `at` means its first instant.
    private DateTimeOffset? Moment(string text) => parser.ParseMoment(text) ?? (ActionParser.ParseDate(text) is { } day ? calendar.StartOf(day) : null);
}
