namespace Shouwen.Domain.Calendars;

/// <summary>When something is due.</summary>
/// <param name="At">The last moment that is still in time; 24:00 of a day is 00:00 local time of the next day.</param>
/// <param name="Provisional">Whether a day of a year whose holidays are not yet published had to be judged as plain Monday to Friday.</param>
public readonly record struct Due(DateTimeOffset At, bool Provisional);
