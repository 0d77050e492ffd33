namespace Shouwen.App.Ui;

public enum ProofDayKind
{
    /// <summary>Before the first or after the last day of the term.</summary>
    Outside,

    /// <summary>The day it was received, not counted.</summary>
    Start,
    Counted,
    NotCounted,
}

/// <summary>One square of the proof: a number in a circle where the day counts, the reason in words where it does not.</summary>
public sealed record ProofDay(DateOnly Date, ProofDayKind Kind)
{
    /// <summary>The how-many-th counted day this is.</summary>
    public int? Ordinal { get; init; }

    /// <summary>周末 · 国庆节放假 · 周日补班，计入 · 起算日不计</summary>
    public string? Reason { get; init; }

    /// <summary>The same in two or three letters, for phones: 国庆.</summary>
    public string? ShortReason { get; init; }

    /// <summary>收到 09:42 — said large in the square.</summary>
    public string? Headline { get; init; }

    /// <summary>A reminder sent that day, or the internal due time: 提前 5 个工作日.</summary>
    public string? Note { get; init; }
    public bool IsMakeUp { get; init; }
    public bool IsToday { get; init; }
    public bool IsPast { get; init; }
    public bool IsDue { get; init; }
    public bool IsInternalDue { get; init; }
}

/// <param name="Operator">Stands before the value: +, 跳过, 计入, =; null for the first.</param>
public sealed record ProofTerm(string? Operator, string Label, string Value, bool IsResult = false);

/// <param name="Days">Without gaps; the first is a Monday, the last a Sunday.</param>
public sealed record ProofModel(IReadOnlyList<ProofTerm> Equation, IReadOnlyList<ProofDay> Days);
