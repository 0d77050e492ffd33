using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;

namespace Shouwen.Domain.Policies;

/// <summary>What a fact is: a yes or no, a number, a day, a text, or one of a few words.</summary>
public enum FactKind { YesNo, Number, Date, Text, Choice }

/// <summary>A fact that a policy names, as people are asked for it. What may be recorded does not depend on it: any name and value may.</summary>
/// <param name="Label">行驶里程.</param>
public sealed record DeclaredFact(string Label)
{
    /// <summary>Null: as the rules use it.</summary>
    public FactKind? Kind { get; init; }

    /// <summary>Of a number: 公里, 日.</summary>
    public string? Unit { get; init; }

    /// <summary>The words of a <see cref="FactKind.Choice"/>.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];
}

/// <summary>Advice of a clause: it owes nothing and forbids nothing.</summary>
/// <param name="Says">Line by line.</param>
public sealed record Guidance(IReadOnlyList<string> Says)
{
    /// <summary>Stages at which it stands beside a case; empty: it says none.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>Actions beside whose form it stands; empty: it says none.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Only where this holds.</summary>
    public Expression When { get; init; } = Expression.True;

    /// <summary>Whether it is for every stage, and for registering.</summary>
    public bool IsAlways { get; init; }

    /// <summary>Whether it says for which case it is meant; else it is for whoever reads the clause.</summary>
    public bool HasPlace => IsAlways || Stages.Count + Actions.Count > 0 || When != Expression.True;
}

/// <summary>A step of a checklist.</summary>
/// <param name="Id">The word that <c>record-step</c> names it by.</param>
/// <param name="Says">What is to be done, in few words.</param>
/// <param name="When">Only where this holds.</param>
public sealed record ClauseStep(string Id, string Says, Expression When);
