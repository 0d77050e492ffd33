using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Policies.Reading;

namespace Shouwen.Policies.Institutions;

/// <summary>Reads who acts for whom, and from when until when; a bare day means its first instant.</summary>
internal static class DelegateReading
{
    public static IReadOnlyList<DelegatePeriod> Read(FileReading file, MapReader top, Organisation organisation, TimeZoneInfo zone)
    {
        var persons = organisation.Persons.Select(person => person.Id).ToList();
        var delegates = new List<DelegatePeriod>();
        foreach (var map in top.Maps("delegates"))
        {
            var (absent, acting) = (map.Scalar("for"), map.Scalar("by"));
            var isKnown = new[] { absent, acting }.OfType<RawScalar>().Count(person => file.IsKnown(person, persons, "人员")) == 2;
            var (from, until) = (Moment(file, map.Scalar("from"), zone), Moment(file, map.Scalar("until"), zone));
            if (from >= until)
            {
                file.Wrong(map.PlaceOf("until"), "until 应晚于 from");
            }

            if (isKnown && from is { } start && until is { } end)
            {
                delegates.Add(new(absent!.Text, acting!.Text, start, end)); // both are known, so both were given
            }
        }

        return delegates;
    }

    private static DateTimeOffset? Moment(FileReading file, RawScalar? scalar, TimeZoneInfo zone)
    {
        if (scalar is null)
        {
            return null;
        }

        var midnight = ActionParser.ParseDate(scalar.Text)?.ToDateTime(TimeOnly.MinValue);
        var moment = midnight is { } day ? new DateTimeOffset(day, zone.GetUtcOffset(day)) : new ActionParser(zone).ParseMoment(scalar.Text);
        if (moment is null)
        {
            file.Wrong(scalar.At, $"“{scalar.Text}”不是日期或时间，写法如 2026-08-03");
        }

        return moment;
    }
}
