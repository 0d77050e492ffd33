namespace Shouwen.Domain.Calendars;

/// <summary>
/// The institution's meaning of the words of time that rules use without a number. None of the three may itself be
/// such a word.
/// </summary>
/// <param name="Immediately">立即; 30 minutes unless the institution says otherwise.</param>
/// <param name="FirstMoment">第一时间; 2 hours unless the institution says otherwise.</param>
/// <param name="Promptly">及时; 1 working day, that is the end of the next working day, unless the institution says otherwise.</param>
public sealed record Graces(Period Immediately, Period FirstMoment, Period Promptly)
{
    public static Graces Default { get; } =
        new(new Period(30, PeriodUnit.Minute), new Period(2, PeriodUnit.Hour), new Period(1, PeriodUnit.WorkingDay));

    public Period Immediately { get; } = Definite(Immediately);

    public Period FirstMoment { get; } = Definite(FirstMoment);

    public Period Promptly { get; } = Definite(Promptly);

    /// <summary>The definite period that stands for a word of time; any other period stands for itself.</summary>
    public Period Resolve(Period period) => period.Unit switch
    {
        PeriodUnit.Immediately => Immediately,
        PeriodUnit.FirstMoment => FirstMoment,
        PeriodUnit.Promptly => Promptly,
        _ => period,
    };

    private static Period Definite(Period grace) =>
        grace.IsGraceWord ? throw new ArgumentException($"A grace is a definite period, not the word '{grace}'.", nameof(grace)) : grace;
}
