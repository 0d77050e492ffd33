using Shouwen.Domain.Calendars;

namespace Shouwen.App.Demo;

/// <summary>Nobody works before nine, after half past five or on days off.</summary>
internal sealed class OfficeHours(Calendar calendar, Random random)
{
    /// <summary>The moment itself, or the next morning at work.</summary>
    public DateTimeOffset Next(DateTimeOffset moment)
    {
        var day = calendar.DateOf(moment);
        var time = moment - calendar.StartOf(day);
        if (calendar.IsWorkingDay(day) && time >= TimeSpan.FromHours(9) && time <= TimeSpan.FromHours(17.5))
        {
            return moment;
        }

        day = time > TimeSpan.FromHours(17.5) || !calendar.IsWorkingDay(day) ? day.AddDays(1) : day;
        while (!calendar.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return calendar.StartOf(day).AddHours(9).AddMinutes(random.Next(5, 50));
    }
}
