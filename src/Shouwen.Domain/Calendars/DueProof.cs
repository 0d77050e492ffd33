namespace Shouwen.Domain.Calendars;

/// <summary>A due time and the reasons for it, for people to check by hand.</summary>
/// <param name="Start">The moment from which the clock runs.</param>
/// <param name="Period">The period as the rule states it.</param>
/// <param name="Due">The same answer as <see cref="Calendar.Add"/> gives.</param>
/// <param name="Days">Every day from the starting day to the last one; empty for hours and minutes.</param>
/// <param name="Steps">Chinese sentences, in order, with the legal base of each.</param>
public sealed record DueProof(DateTimeOffset Start, Period Period, Due Due, IReadOnlyList<ProofDay> Days, IReadOnlyList<string> Steps);

/// <summary>One day of a proof.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Kind">What kind of day it is.</param>
/// <param name="Name">The name of the holiday or the reason of the closing, if any.</param>
/// <param name="Counted">Its number in the count, from 1; null when it does not count.</param>
/// <param name="Reason">Why it counts or does not, in Chinese.</param>
public sealed record ProofDay(DateOnly Date, DayKind Kind, string? Name, int? Counted, string Reason);
