using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Expressions;

namespace Shouwen.Domain.Policies;

/// <summary>A source document as data: its clauses in their order, and what the system does about each.</summary>
/// <param name="Id">Fixed id: <c>rg-2012-13</c>.</param>
/// <param name="Hash">SHA-256 of the file's bytes, lower-case hex: the version that binds a complaint.</param>
public sealed record Policy(string Id, string Title, string Hash)
{
    private readonly IReadOnlyList<Clause> clauses = [];
    private readonly Dictionary<string, Clause> byId = [];

    /// <summary>Kind of institution it was written for; informs, never refuses.</summary>
    public string? For { get; init; }

    /// <summary>First day on which a received complaint is bound by it, inclusive.</summary>
    public DateOnly? InForceFrom { get; init; }

    /// <summary>Last day, inclusive; null while it is in force.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The complaint must satisfy it for any rule of the policy to apply.</summary>
    public Expression AppliesWhen { get; init; } = Expression.True;

    public IReadOnlyList<Clause> Clauses
    {
        get => clauses;
        init
        {
            clauses = value;
            byId = value.GroupBy(clause => clause.Id).ToDictionary(same => same.Key, same => same.First());
            Scopes = [.. value.Select(clause => clause.Scope).Where(scope => scope != Expression.True)];
            Obligations = [.. value.SelectMany(clause => clause.Obligations.Select(rule => (clause, rule)))];
            Clocks = [.. value.SelectMany(clause => clause.Clocks.Select(rule => (clause, rule)))];
        }
    }

    /// <summary>What must hold, besides <see cref="AppliesWhen"/>, for any rule of the policy to apply: the scopes of its clauses that have one.</summary>
    public IReadOnlyList<Expression> Scopes { get; private init; } = [];

    /// <summary>Whether what it applies to is a matter of what is stated about a complaint alone.</summary>
    public bool IsOfStatements => AppliesWhen.IsOfStatements && Scopes.All(scope => scope.IsOfStatements);

    /// <summary>The rules of all clauses, in their order.</summary>
    public IReadOnlyList<(Clause Clause, ObligationRule Rule)> Obligations { get; private init; } = [];

    public IReadOnlyList<(Clause Clause, ClockRule Rule)> Clocks { get; private init; } = [];

    /// <summary>A clause by its id, or null.</summary>
    public Clause? Clause(string id) => byId.GetValueOrDefault(id);

    public Numbering? Numbering { get; init; }

    /// <summary>Categories and outcomes that it brings along.</summary>
    public IReadOnlyList<Choice> Categories { get; init; } = [];

    public IReadOnlyList<Choice> Outcomes { get; init; } = [];

    public IReadOnlyDictionary<string, decimal> Parameters { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Parameters that nobody has confirmed yet (待核对).</summary>
    public IReadOnlyList<string> UnverifiedParameters { get; init; } = [];

    /// <summary>Parameters that are our reading, not the document's.</summary>
    public IReadOnlyList<string> OurParameters { get; init; } = [];

    /// <summary>What a parameter is, for those that say so.</summary>
    public IReadOnlyDictionary<string, string> ParameterNotes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, PhraseList> Lists { get; init; } = new Dictionary<string, PhraseList>();

    /// <summary>Table name to row id to column to value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>>> Tables { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>>>();

    /// <summary>What the facts that its rules read are called, by name without prefix.</summary>
    public IReadOnlyDictionary<string, DeclaredFact> Facts { get; init; } = new Dictionary<string, DeclaredFact>();

    /// <summary>What the marks that its rules set or read are called, by name.</summary>
    public IReadOnlyDictionary<string, string> Flags { get; init; } = new Dictionary<string, string>();

    /// <summary>Titles of the forms and reports that its clauses use, by id.</summary>
    public IReadOnlyDictionary<string, string> Forms { get; init; } = new Dictionary<string, string>();

    public bool IsInForceOn(DateOnly day) => (InForceFrom is null || day >= InForceFrom) && (Until is null || day <= Until);
}

/// <summary>One rule of a source document.</summary>
/// <param name="Id"><c>RG-09</c>.</param>
/// <param name="Says">In our words.</param>
public sealed record Clause(string Id, string Says, Position At)
{
    /// <summary>Where it stands in the document: 第九条.</summary>
    public string? Source { get; init; }

    /// <summary>Which keys of it are our reading, not the document's.</summary>
    public IReadOnlyList<string> Ours { get; init; } = [];

    /// <summary>False: recalled, not read in an official text; shown as 待核对.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>Narrows the whole policy: where it is false, no rule of the policy applies.</summary>
    public Expression Scope { get; init; } = Expression.True;

    /// <summary>Narrows every rule of this clause.</summary>
    public Expression When { get; init; } = Expression.True;

    public IReadOnlyList<ObligationRule> Obligations { get; init; } = [];

    public IReadOnlyList<Gate> Gates { get; init; } = [];

    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    public IReadOnlyList<DetectionRule> Detections { get; init; } = [];

    public Chain? Chain { get; init; }

    public IReadOnlyList<TextGuard> TextGuards { get; init; } = [];

    public IReadOnlyList<ClockRule> Clocks { get; init; } = [];

    public IReadOnlyList<PeriodicRule> PeriodicDuties { get; init; } = [];

    public IReadOnlyDictionary<string, OutcomeRule> Outcomes { get; init; } = new Dictionary<string, OutcomeRule>();

    public IReadOnlyList<SanctionRange> Sanctions { get; init; } = [];

    public Scorecard? Scorecard { get; init; }

    public IReadOnlyList<Guidance> Guidance { get; init; } = [];

    /// <summary>What is done one after the other, and ticked off by <c>record-step</c>; gates may demand some of it.</summary>
    public IReadOnlyList<ClauseStep> Steps { get; init; } = [];

    /// <summary>Ids of forms; titles are in <see cref="Policy.Forms"/>.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [];

    public IReadOnlyList<PostRequirement> RequiresPosts { get; init; } = [];

    public RetentionRule? Retention { get; init; }

    public WatchRule? Watch { get; init; }

    /// <summary>Why the system does nothing about it.</summary>
    public string? NotEnforced { get; init; }

    /// <summary>Whether removing the clause would change what the engine does.</summary>
    public bool HasRule => Scope != Expression.True || Obligations.Count + Gates.Count + Reactions.Count + Detections.Count + TextGuards.Count + Clocks.Count + PeriodicDuties.Count + Outcomes.Count + Sanctions.Count > 0
        || Chain is not null || Retention is not null || Scorecard is not null;
}

/// <summary>The format of complaint numbers: literal text with <c>{yyyyMMdd}</c>-like date parts and one <c>{nnnn}</c> counter.</summary>
/// <param name="CountsWithin"><c>day</c>, <c>month</c> or <c>year</c>: when the counter starts again at 1.</param>
public sealed record Numbering(string Format, string CountsWithin);

/// <summary>
/// Wording to look for. <c>…</c> in a phrase stands for up to eight characters of the same sentence. An occurrence inside one of the exceptions does not count.
/// </summary>
public sealed record PhraseList(IReadOnlyList<string> Phrases, IReadOnlyList<string> Except)
{
    /// <summary>Words after which an occurrence does not count: 不 before 保证收益.</summary>
    public IReadOnlyList<string> NotAfter { get; init; } = [];
}

/// <summary>A post that every unit of a kind must have filled.</summary>
public sealed record PostRequirement(string Post, string UnitKind);

/// <summary>The range a sanction must lie in, yuan or a word of the vocabulary of staff sanctions, both ends inclusive.</summary>
public sealed record SanctionRange(string Id, string Offence, decimal? AtLeast, decimal? AtMost, IReadOnlyList<string> Kinds);

/// <summary>Indicators of an assessment with the range their weight must lie in, percent, both ends inclusive.</summary>
/// <param name="Every">When it is closed: <c>month</c>, <c>quarter</c>, <c>half-year</c>, <c>year</c>.</param>
public sealed record Scorecard(IReadOnlyList<Indicator> Indicators, IReadOnlyList<string> Every);

public sealed record Indicator(string Id, string Name, decimal AtLeast, decimal AtMost);

/// <param name="Keep">Not destroyed before this is over.</param>
/// <param name="From">The last matching entry starts it.</param>
public sealed record RetentionRule(Period Keep, Pattern From);
