using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Institutions;

namespace Shouwen.Domain.Policies;

/// <summary>Something owed by someone to someone by a time.</summary>
/// <param name="Name">What is owed, on screen.</param>
/// <param name="From">When its clock begins.</param>
/// <param name="Due">Until when.</param>
/// <param name="OwedBy">Who owes it, as a relation: <c>group-leader of branch</c>.</param>
/// <param name="MetBy">Entries that discharge it.</param>
public sealed record ObligationRule(string Name, Trigger From, DueRule Due, Relation OwedBy, Pattern MetBy)
{
    public Relation? OwedTo { get; init; }

    /// <summary>It comes into being once its trigger has fired and this holds, and then stays; the clock still starts at the trigger.</summary>
    public Expression When { get; init; } = Expression.True;

    /// <summary>Reminders before the due time.</summary>
    public IReadOnlyList<Period> Warn { get; init; } = [];

    /// <summary>Who is told when it is missed, in order.</summary>
    public IReadOnlyList<Relation> OnBreach { get; init; } = [];

    public ExtensionRule? Extension { get; init; }

    /// <summary>Entries after which nothing is owed any more, though it was not done.</summary>
    public Pattern? WaivedBy { get; init; }

    /// <summary>Kind of unit, or <c>unit ID</c>: each such unit owes it; null: whoever <see cref="OwedBy"/> names, once.</summary>
    public string? Each { get; init; }

    /// <summary>Clauses whose open obligations end when this one comes into being.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];
}

/// <summary>What starts a clock.</summary>
public abstract record Trigger;

/// <summary>Each matching entry starts one. The clock of <c>receipt</c> runs from when the complaint was received.</summary>
public sealed record EntryTrigger(Pattern Pattern) : Trigger;

/// <summary>A condition becoming true: the entry that makes it so.</summary>
public sealed record FactTrigger(Expression Condition) : Trigger;

/// <summary>The due time of another clause's obligation passing unmet.</summary>
public sealed record BreachTrigger(string Clause) : Trigger;

/// <summary>How a due time is found.</summary>
public abstract record DueRule;

public sealed record PeriodDue(Period Period) : DueRule;

/// <summary>A date or moment in a named fact: <c>promised-by</c>; a day means its end.</summary>
public sealed record FactDue(string Fact) : DueRule;

/// <summary>A period before or after a date in a named fact.</summary>
public sealed record OffsetDue(Period Period, bool Before, string Fact) : DueRule;

/// <summary>The first alternative whose fact is known.</summary>
public sealed record FallbackDue(IReadOnlyList<DueRule> Alternatives) : DueRule;

/// <summary>The earliest of several.</summary>
public sealed record EarliestDue(IReadOnlyList<DueRule> Alternatives) : DueRule;

/// <summary>Moving a due time by decision. The action <c>extend</c> is refused, citing the clause, when a part of this is not kept.</summary>
/// <param name="Stages">In rising order of reach; each up to a period from the clock's start, inclusive.</param>
/// <param name="Requires">Fields of <c>extend</c> that must be given: <c>reason</c>, <c>told</c>.</param>
/// <param name="ToldBy">Means of telling the customer that count; empty: any.</param>
public sealed record ExtensionRule(IReadOnlyList<ExtensionStage> Stages, IReadOnlyList<string> Requires, IReadOnlyList<string> ToldBy)
{
    /// <summary>Only where this holds.</summary>
    public Expression When { get; init; } = Expression.True;
}

/// <summary>How far an extension may reach and who may decide it (empty: whoever is entitled to extend).</summary>
public sealed record ExtensionStage(Period AtMost, IReadOnlyList<Relation> By);

/// <summary>A condition without which actions are refused.</summary>
/// <param name="Refuses">The actions, with conditions on their fields: <c>answer</c>, <c>record-step where step = …</c>.</param>
/// <param name="Message">What the refused person reads: what to do first.</param>
public sealed record Gate(Pattern Refuses, string Message)
{
    /// <summary>It bites only where this holds; <c>actor.…</c> and <c>action.…</c> may be named.</summary>
    public Expression When { get; init; } = Expression.True;

    /// <summary>It lets the action pass where this holds.</summary>
    public Expression Unless { get; init; } = new Literal(false);

    /// <summary>It refuses only later than this after the last matching entry (a window that has closed).</summary>
    public Window? LaterThan { get; init; }

    /// <summary>Entitled persons may pass it with a reason, which is journalled.</summary>
    public bool IsOverridable { get; init; }

    /// <summary>Whether another person might pass: it looks at who acts.</summary>
    public bool IsAboutPersons { get; init; }
}

public sealed record Window(Period Period, Pattern After);

/// <summary>What the system does by itself when an entry is written or a condition becomes true.</summary>
public sealed record Reaction(Trigger On, Expression When, IReadOnlyList<Consequence> Then);

/// <summary>Single complaints that are one event: alike, near one another in place and time, and together of enough people.</summary>
/// <param name="Same">What is equal: <c>product</c> or <c>business</c>.</param>
/// <param name="Within">Kind of unit; complaints under the same one are near. What is about a unit without one above it is near what is about the same root.</param>
/// <param name="Window">How far apart from the newest one they may have been received, inclusive; in days (of 24 hours), hours or minutes.</param>
/// <param name="People">How many different people at least: a number or a parameter.</param>
/// <param name="GrowsBy">How many more than the last time before it is raised again.</param>
public sealed record DetectionRule(string Same, string Within, Period Window, Expression People, int GrowsBy, IReadOnlyList<Consequence> Then)
{
    public TimeSpan Length => LengthOf(Window) ?? throw new InvalidOperationException($"{Window} has no fixed length");

    /// <summary>Null where the length depends on the calendar.</summary>
    public static TimeSpan? LengthOf(Period window) => window.Unit switch
    {
        PeriodUnit.Day => TimeSpan.FromDays(window.Count),
        PeriodUnit.Hour => TimeSpan.FromHours(window.Count),
        PeriodUnit.Minute => TimeSpan.FromMinutes(window.Count),
        _ => null,
    };
}

/// <summary>One thing the system does.</summary>
public abstract record Consequence;

/// <summary>Makes somebody, or a unit, responsible.</summary>
public sealed record AssignConsequence(Relation To) : Consequence;

/// <summary>Marks the complaint.</summary>
public sealed record FlagConsequence(string Name) : Consequence;

/// <summary>Tells somebody.</summary>
public sealed record NotifyConsequence(Relation To, string Means, string Text) : Consequence;

/// <summary>Who must agree after an action before the actions that gates tie to <c>approved</c> may follow.</summary>
/// <param name="Of">The action that opens it: <c>propose</c>.</param>
public sealed record Chain(string Of, Expression When, IReadOnlyList<ChainStep> Steps);

/// <summary>One signature.</summary>
/// <param name="By">Who may give it, in order of precedence: the first, else its alternates.</param>
/// <param name="Quorum">How many votes in favour a resolution needs; 0: no resolution is asked for.</param>
public sealed record ChainStep(string Name, IReadOnlyList<Relation> By, Expression When, int Quorum);

/// <summary>Wording that must not go out.</summary>
/// <param name="On">Actions it looks at; empty: every field that the customer gets to read.</param>
public sealed record TextGuard(IReadOnlyList<string> On, PhraseList Phrases, string Message)
{
    public Expression When { get; init; } = Expression.True;

    public Expression Unless { get; init; } = new Literal(false);

    public bool IsOverridable { get; init; }

    /// <summary>Better wording.</summary>
    public string? Suggest { get; init; }
}

/// <summary>What else moves or ends the clocks of obligations.</summary>
/// <param name="Of">Clauses whose clocks are meant; empty: every clock of the policies in force.</param>
public sealed record ClockRule(IReadOnlyList<string> Of)
{
    /// <summary>The clock stands still from this entry …</summary>
    public Pattern? PausedBy { get; init; }

    /// <summary>… to this one. Whole days are left out: the date of the resumption minus the date of the pause.</summary>
    public Pattern? ResumedBy { get; init; }

    /// <summary>The clock starts again from this entry.</summary>
    public Pattern? RestartedBy { get; init; }

    /// <summary>The clock ends without anything being owed any more.</summary>
    public Pattern? CancelledBy { get; init; }
}

/// <summary>A report or task that falls due by the calendar, once per unit and period.</summary>
/// <param name="Each">Kind of unit that owes it, or <c>unit ID</c>.</param>
public sealed record PeriodicRule(string Name, string Each, PeriodicSchedule Schedule)
{
    public string? To { get; init; }

    public string? Report { get; init; }

    /// <summary>What the system computes for it and the person only confirms: words of <see cref="Vocabulary.Figures"/>.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    public Expression When { get; init; } = Expression.True;
}

/// <summary>When units that have customers of a campaign's product watch closely.</summary>
/// <param name="When">Of the campaign.</param>
/// <param name="Before">How long before the day on which the product matures; that day and every day in between belong to it.</param>
/// <param name="After">How long after it.</param>
public sealed record WatchRule(Expression When, Period Before, Period After);

/// <summary>What must have been recorded before closing, for one outcome.</summary>
public sealed record OutcomeRule(IReadOnlyList<Requirement> RequiresBeforeClose);

/// <summary>Entries that must exist.</summary>
/// <param name="Label">What to call them; null: what the actions are called, with the words that their fields must have.</param>
public sealed record Requirement(Pattern Pattern, string? Label)
{
    /// <summary>落实措施（道歉）</summary>
    public string LabelIn(HouseWords words) => Label ?? string.Join("或", Pattern.Options.Select(option => LabelOf(option, words)));

    private static string LabelOf(PatternOption option, HouseWords words)
    {
        var action = ActionCatalogue.Get(option.Action);
        var wanted = option.Wanted.Where(pair => pair.Value != "true").Select(pair => words.Of(action.Field(pair.Field)?.Choices ?? [], pair.Value)).ToList();
        return wanted.Count == 0 ? action.Label : $"{action.Label}（{string.Join('、', wanted)}）";
    }
}
