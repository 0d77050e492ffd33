using Shouwen.App.Playing;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Stories;
using Shouwen.Policies;
using Shouwen.Policies.Stories;
using Shouwen.Storage;

namespace Shouwen.App.Features.Drills;

/// <summary>What a drill is about: a story whose steps happen by themselves, each at its time; what the rules demand of people is left to those who take part.</summary>
/// <param name="File">The story's file.</param>
/// <param name="Steps">In the order of their times.</param>
internal sealed record Scenario(string Title, string File, IReadOnlyList<WrittenStep> Steps)
{
    /// <summary>When the clock of the exercise begins.</summary>
    public DateTimeOffset Begins => Steps[0].At;

    public DateTimeOffset Ends => Steps[^1].At;

    /// <summary>Reads a story as a scenario of this institution; null where it is malformed or names what the institution does not have.</summary>
    public static Scenario? Read(string file, RuleBook book, House house) =>
        StoryReader.Read(file).Story is { Steps.Count: > 0 } story && StoryRunner.Run(story, house.File, house.Policies, book.Holidays).Problems.Count == 0 ? new(story.Title, file, [.. Written(story, house).OrderBy(step => step.At)]) : null;

    // A step without a label is about the last one of its kind, as in every story.
    private static IEnumerable<WrittenStep> Written(Story story, House house)
    {
        var (parser, last) = (new ActionParser(house.Calendar.Zone), new Dictionary<AggregateKind, string>());
        foreach (var step in story.Steps)
        {
            var action = ActionCatalogue.Get(step.Do);
            var kind = action.Kinds.FirstOrDefault(last.ContainsKey, action.Aggregate);
            var label = step.Complaint ?? (action.Opens ? $"#{last.Count + 1} {step.At}" : last.GetValueOrDefault(kind, "#1"));
            last[action.Opens ? action.Aggregate : kind] = label;
            var at = parser.ParseMoment(step.Moment) ?? house.Calendar.StartOf(ActionParser.ParseDate(step.Moment)!.Value); // it was checked
            yield return new(at, label, step.Do, step.Fields, step.By) { Kind = action.Opens ? action.Aggregate : kind };
        }
    }
}

/// <summary>The scenarios beside the policies that the institution adopts. Read once.</summary>
internal sealed class Scenarios(RuleBook book, House house)
{
    private readonly Lazy<IReadOnlyList<Scenario>> all = new(() =>
        [.. house.Institution.Adopts.SelectMany(book.ScenariosOf).Select(file => Scenario.Read(file, book, house)).OfType<Scenario>()]);

    public IReadOnlyList<Scenario> All => all.Value;

    /// <summary>The one that a drill's plan names by its title, or null: a drill on paper or on the spot.</summary>
    public Scenario? Of(string? title) => All.FirstOrDefault(scenario => scenario.Title == title);
}
