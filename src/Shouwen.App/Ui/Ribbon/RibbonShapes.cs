namespace Shouwen.App.Ui;

public enum RibbonInk
{
    /// <summary>Time already used, full colour.</summary>
    Elapsed,

    /// <summary>Time still to run, tint; of an overdue bar its whole allowed time.</summary>
    Rest,

    /// <summary>Past the due time: always red.</summary>
    Late,

    /// <summary>After an early discharge, up to the due stroke.</summary>
    Idle,
}

/// <param name="X">Left end in percent of the axis.</param>
/// <param name="Thread">The clock does not count here and is drawn thin.</param>
public readonly record struct RibbonPiece(double X, double Width, RibbonInk Ink, bool Thread)
{
    public double End => X + Width;
}

public readonly record struct RibbonGap(double X, double Width, string Reason)
{
    public double Middle => X + Width / 2;
}

/// <summary>One bar: every number is a percentage of the axis, so the drawing stretches with the page.</summary>
public sealed record RibbonBar
{
    public required IReadOnlyList<RibbonPiece> Pieces { get; init; }
    public required IReadOnlyList<RibbonGap> Pauses { get; init; }

    /// <summary>Null when the clock started before the axis.</summary>
    public double? Start { get; init; }

    /// <summary>Null when the due time lies off the axis.</summary>
    public double? Due { get; init; }

    /// <summary>The due time lies after the axis: an arrow points there. Before it nothing is drawn, all that is seen is late.</summary>
    public bool IsBeyond { get; init; }
    public double? OriginalDue { get; init; }
    public double? InternalDue { get; init; }
    public double? Discharged { get; init; }

    /// <summary>Too short to be read on this axis: it gets a magnified copy beside it.</summary>
    public bool IsShort { get; init; }

    /// <summary>Share of a short clock already used, 0 to 100.</summary>
    public double Used { get; init; }
}

/// <summary>A mark of the folded row; several met at about the same time share one with their count.</summary>
public readonly record struct RibbonMark(double X, int Count, bool IsLate);
