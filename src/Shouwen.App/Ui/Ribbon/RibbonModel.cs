namespace Shouwen.App.Ui;

public enum RibbonDayKind
{
    Working,
    Rest,
    Holiday,
    MakeUp,
}

/// <param name="Name">What the holiday is called, 中秋; null on ordinary days.</param>
public sealed record RibbonDay(DateOnly Date, RibbonDayKind Kind, string? Name = null)
{
    public bool Counts => Kind is RibbonDayKind.Working or RibbonDayKind.MakeUp;
}

/// <summary>A stretch in which the clock stood still; <paramref name="Until"/> is null while it lasts.</summary>
public sealed record RibbonPause(DateTimeOffset From, DateTimeOffset? Until, string Reason);

/// <param name="Words">By how much, and when the customer was told: 延期 10 个工作日 · 09-18 已短信告知.</param>
public sealed record RibbonExtension(DateTimeOffset OriginalDue, string Words);

/// <param name="Words">内控 10-13</param>
public sealed record RibbonInternalDue(DateTimeOffset Due, string Words);

/// <summary>One obligation, said in the words of the screen; it knows nothing of the rules behind it.</summary>
public sealed record RibbonRow
{
    public required string Name { get; init; }
    public required ClauseRef Clause { get; init; }
    public required ClockState State { get; init; }
    public required DateTimeOffset Start { get; init; }
    public required DateTimeOffset Due { get; init; }

    /// <summary>剩余 3 个工作日 · 超期 15 小时 30 分 · 迟 2 个工作日 · 09-11 已履行</summary>
    public required string Remaining { get; init; }

    /// <summary>至 10-16 周五 24:00 · 应于 09-23 周三 24:00</summary>
    public required string DueWords { get; init; }

    /// <summary>The page that explains this due time.</summary>
    public string? Href { get; init; }
    public string? Who { get; init; }
    public string? Whom { get; init; }

    /// <summary>Where the obligation comes from when not from this file: 来自并案.</summary>
    public string? Origin { get; init; }

    /// <summary>Rows of one group stand under one head; null needs no head.</summary>
    public string? Group { get; init; }
    public DateTimeOffset? DischargedAt { get; init; }

    /// <summary>Share of the time used, in the clock's own units, 0 to 100.</summary>
    public double Percent { get; init; }

    /// <summary>Counts working days only, so it thins to a thread on the others.</summary>
    public bool CountsWorkingDays { get; init; }

    /// <summary>The year of the due time has no published calendar yet.</summary>
    public bool Provisional { get; init; }
    public RibbonExtension? Extension { get; init; }
    public RibbonInternalDue? InternalDue { get; init; }
    public IReadOnlyList<RibbonPause> Pauses { get; init; } = [];

    public bool IsOpen => State is not (ClockState.Late or ClockState.Done);

    /// <summary>The whole row as one sentence, for hover, focus and screen readers.</summary>
    public string Sentence =>
        string.Join("，", new[] { $"{Name}（{Clause.Id}）", Remaining, DueWords, Extension?.Words, InternalDue?.Words }.Where(part => part is not null)) + "。";
}

/// <param name="First">First day of the shared axis.</param>
/// <param name="Last">Last day of the axis, drawn whole.</param>
/// <param name="Now">The moment of the page in the institution's own time; its offset is that of the axis.</param>
/// <param name="Days">Every day of the axis; a day left out is taken as a working day.</param>
/// <param name="Rows">Open obligations in the order to be shown: overdue first, then least time left.</param>
public sealed record RibbonModel(
    DateOnly First, DateOnly Last, DateTimeOffset Now, IReadOnlyList<RibbonDay> Days, IReadOnlyList<RibbonRow> Rows)
{
    /// <summary>Met obligations, folded into one row of marks.</summary>
    public IReadOnlyList<RibbonRow> Done { get; init; } = [];

    /// <summary>An axis from the earliest start to two days after the last due time, at least two weeks long.</summary>
    public static (DateOnly First, DateOnly Last) Span(IEnumerable<RibbonRow> rows, DateTimeOffset now)
    {
        var all = rows.ToList();
        var first = Date(all.Select(row => row.Start).Append(now).Min(), now.Offset);
        var last = Date(all.Select(row => row.Due).Append(now).Max(), now.Offset).AddDays(2);
        return (first, last < first.AddDays(13) ? first.AddDays(13) : last);
    }

    private static DateOnly Date(DateTimeOffset at, TimeSpan offset) => DateOnly.FromDateTime(at.ToOffset(offset).DateTime);
}
