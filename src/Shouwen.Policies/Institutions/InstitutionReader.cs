using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Policies.Keys;
using Shouwen.Policies.Reading;
using Shouwen.Policies.Yaml;

namespace Shouwen.Policies.Institutions;

/// <summary>Reads institutions/ID/institution.yaml: organisation tree, persons, adopted policies.</summary>
public static class InstitutionReader
{
    public static (Institution? Institution, IReadOnlyList<Problem> Problems) Read(string file, IReadOnlyDictionary<string, Post> posts) => Parse(File.ReadAllText(file), file, posts);

    /// <summary>Reads a text; the file's name is only for messages.</summary>
    public static (Institution? Institution, IReadOnlyList<Problem> Problems) Parse(string text, string file, IReadOnlyDictionary<string, Post> posts)
    {
        var reading = new FileReading(YamlSource.Parse(text, file));
        if (reading.Top(InstitutionKeys.Institution) is not { } top)
        {
            return (null, reading.Problems);
        }

        var organisation = OrganisationReading.Read(reading, top, posts);
        var make = Read(reading, top, organisation, posts);
        return (make?.Invoke(), reading.Problems);
    }

    // With duplicates there can be no institution, so it is made only when there is no mistake.
    private static Func<Institution>? Read(FileReading file, MapReader top, Organisation organisation, IReadOnlyDictionary<string, Post> posts)
    {
        var zone = Zone(file, top.Scalar("time-zone"));
        var (graces, closingDays, parameters) = (ReadGraces(file, top.Map("graces")), ClosingDays(file, top), Parameters(file, top));
        var (categories, outcomes) = (Merge(Taxonomy.Categories, ListReading.Choices(file, top, "categories")), Merge(Taxonomy.Outcomes, ListReading.Choices(file, top, "outcomes")));
        var levels = ListReading.Choices(file, top, "incident-levels");
        var (id, name, adopts) = (top.Text("institution") ?? "", top.Text("name") ?? "", top.Texts("adopts"));
        var (labels, channels) = (LabelReading.Read(file, top, posts), top.Words("channels"));
        var delegates = DelegateReading.Read(file, top, organisation, zone);
        return file.Problems.Count > 0 ? null : () => new(id, name)
        {
            Units = organisation.Units,
            Persons = organisation.Persons,
            Posts = posts.Values.ToDictionary(post => post.Id, post => post with { Name = labels.GetValueOrDefault($"post.{post.Id}", post.Name) }),
            Words = new(labels, channels),
            Adopts = adopts,
            Delegates = delegates,
            Categories = categories,
            Outcomes = outcomes,
            IncidentLevels = levels,
            Graces = graces,
            TimeZone = zone.Id,
            ClosingDays = closingDays,
            Parameters = parameters,
        };
    }

    private static TimeZoneInfo Zone(FileReading file, RawScalar? scalar)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(scalar?.Text ?? "Asia/Shanghai", out var zone))
        {
            return zone;
        }

        file.Wrong(scalar?.At ?? default, $"没有名为“{scalar?.Text}”的时区，写法如 Asia/Shanghai");
        return TimeZoneInfo.Utc;
    }

    private static Graces ReadGraces(FileReading file, MapReader? map)
    {
        var usual = Graces.Default;
        return map is null ? usual : new(Grace("immediately", usual.Immediately), Grace("first-moment", usual.FirstMoment), Grace("promptly", usual.Promptly));

        Period Grace(string word, Period otherwise)
        {
            var scalar = map.Scalar(word);
            var period = file.Period(scalar);
            if (period is not { IsGraceWord: true })
            {
                return period ?? otherwise;
            }

            file.Wrong(scalar!.At, $"宽限应是确定的期限，不能是“{scalar.Text}”"); // a period was read from it
            return otherwise;
        }
    }

    private static Dictionary<DateOnly, string> ClosingDays(FileReading file, MapReader top)
    {
        var days = new Dictionary<DateOnly, string>();
        foreach (var (date, at, reason) in top.Named("closing-days"))
        {
            if (ActionParser.ParseDate(date) is { } day)
            {
                days[day] = file.Scalar(reason, date)?.Text ?? "";
            }
            else
            {
                file.Wrong(at, $"“{date}”不是日期，写法如 2026-05-06");
            }
        }

        return days;
    }

    private static Dictionary<string, decimal> Parameters(FileReading file, MapReader top) =>
        top.Named("parameters").ToDictionary(pair => pair.Name, pair => file.Scalar(pair.Value, pair.Name) is { } scalar ? file.Number(scalar) ?? 0 : 0);

    private static List<Choice> Merge(IReadOnlyList<Choice> known, IReadOnlyList<Choice> own) => [.. own.Concat(known).DistinctBy(choice => choice.Value)];
}
