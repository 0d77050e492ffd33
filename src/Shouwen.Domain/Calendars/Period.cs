using System.Diagnostics.CodeAnalysis;

namespace Shouwen.Domain.Calendars;

/// <summary>
/// A length of time as a rule states it: "15 working days", "3 working days inclusive", "4 trading days", "24 hours",
/// "3 days no roll", "same day", "promptly". What it comes to is for a <see cref="Calendar"/> to say.
/// </summary>
/// <param name="Count">How many units, 1 to <see cref="MaxCount"/>; words, which have no number, hold 1.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Inclusive">Whether the starting day counts as day 1; else it is left out (Civil Code art. 201).</param>
/// <param name="Roll">Calendar days only: whether a last day that is a holiday or weekend moves on (Civil Code art. 203).</param>
public sealed record Period(int Count, PeriodUnit Unit, bool Inclusive = false, bool Roll = true)
{
    /// <summary>The longest count that is accepted; beyond it a rule is mistyped.</summary>
    public const int MaxCount = 100_000;

    /// <summary>The longest count of years.</summary>
    public const int MaxYears = 1_000;

    public static Period SameDay { get; } = new(1, PeriodUnit.SameDay);

    public static Period Immediately { get; } = new(1, PeriodUnit.Immediately);

    public static Period FirstMoment { get; } = new(1, PeriodUnit.FirstMoment);

    public static Period Promptly { get; } = new(1, PeriodUnit.Promptly);

    public static Period WeekEnd { get; } = new(1, PeriodUnit.WeekEnd);

    public static Period MonthEnd { get; } = new(1, PeriodUnit.MonthEnd);

    public int Count { get; } = IsWordUnit(Unit) ? 1 : Count is >= 1 and <= MaxCount ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, "A period counts from 1 to 100,000 units.");

    /// <summary>Whether it is counted in whole days that can be left out or included: working, trading or calendar days.</summary>
    public bool IsInDays => Unit is PeriodUnit.WorkingDay or PeriodUnit.TradingDay or PeriodUnit.Day;

    /// <summary>Whether it is a word whose length the institution sets (立即, 第一时间, 及时).</summary>
    public bool IsGraceWord => Unit is PeriodUnit.Immediately or PeriodUnit.FirstMoment or PeriodUnit.Promptly;

    /// <summary>Reads the English text of a period; singular and plural, extra spaces and line breaks are accepted.</summary>
    /// <returns>False, and no period, for anything else, also for "inclusive" on hours and "no roll" on working days.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Period? period)
    {
        period = PeriodText.Parse(text);
        return period is not null;
    }

    /// <summary>The canonical English text, which <see cref="TryParse"/> reads back.</summary>
    public override string ToString() => PeriodText.English(this);

    /// <summary>The Chinese text: "15 个工作日", "3 个工作日（含当日）", "24 小时", "立即".</summary>
    public string ToChinese() => PeriodText.Chinese(this);

    private static bool IsWordUnit(PeriodUnit unit) => unit >= PeriodUnit.SameDay;
}
