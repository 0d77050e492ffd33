using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>Somebody wants to do something.</summary>
/// <param name="Fields">Typed by <see cref="ActionParser"/>.</param>
/// <param name="At">Now.</param>
/// <param name="Errors">What was wrong with the input; each is a refusal that names its field.</param>
public sealed record Proposal(ActionType Action, Fields Fields, Actor Actor, DateTimeOffset At, IReadOnlyList<FieldError> Errors)
{
    public DateTimeOffset HappenedAt => Fields.Moment("happened-at") ?? At;
}

/// <summary>The answer: entries to append (people's first, then the system's reactions), or every refusal.</summary>
/// <param name="Elsewhere">Entries for other complaints' streams, by their number.</param>
public sealed record Decision(IReadOnlyList<Entry> Entries, IReadOnlyList<(string Complaint, Entry Entry)> Elsewhere, IReadOnlyList<Refusal> Refusals)
{
    public bool IsRefused => Refusals.Count > 0;

    /// <summary>The decision once the number of what it opens has been drawn.</summary>
    public Decision Numbered(string number) => this with
    {
        Entries = [.. Entries.Select(entry => entry.Position == 1 ? entry with { Data = entry.Data.With("number", number) } : entry)],
        Elsewhere = [.. Elsewhere.Select(told => told.Entry.Action == "gather" && told.Entry.Data.Text("incident") is "" or null ? told with { Entry = told.Entry with { Data = told.Entry.Data.With("incident", number) } } : told)],
    };

    public static Decision No(IReadOnlyList<Refusal> refusals) => new([], [], refusals);
}
