using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Policies;

namespace Shouwen.Policies.Reading;

/// <summary>
/// Reads periods and due times: <c>15 working days</c>, <c>promised-by</c>, <c>3 days before facts.delivered-on</c>,
/// <c>forwarded-by.due, else 15 working days</c>, <c>earliest of 1 working day; promised-by</c>.
/// </summary>
internal static partial class DueReading
{
    private const string Else = ", else ";
    private const string Earliest = "earliest of ";

    public static Period? Period(this FileReading file, RawScalar? scalar) => scalar is null ? null : file.Period(scalar, 0, scalar.Text);

    /// <summary>Reminders: a period, with or without <c>before</c>.</summary>
    public static IReadOnlyList<Period> PeriodsBefore(this FileReading file, IReadOnlyList<RawScalar> scalars) =>
    [
        .. scalars.Select(scalar => file.Lead(scalar, 0, scalar.Text.EndsWith(" before", StringComparison.Ordinal) ? scalar.Text[..^" before".Length] : scalar.Text)).OfType<Period>(),
    ];

    public static DueRule? Due(this PolicyReading file, RawScalar? scalar) => scalar is null ? null : file.Due(scalar, 0, scalar.Text);

    private static DueRule? Due(this PolicyReading file, RawScalar scalar, int start, string text)
    {
        start += text.Length - text.TrimStart().Length;
        text = text.Trim();
        if (text.StartsWith(Earliest, StringComparison.Ordinal))
        {
            var several = file.Alternatives(scalar, start + Earliest.Length, text[Earliest.Length..], ";");
            return several is null ? null : new EarliestDue(several);
        }

        if (text.Contains(Else, StringComparison.Ordinal))
        {
            var alternatives = file.Alternatives(scalar, start, text, Else);
            return alternatives is null ? null : new FallbackDue(alternatives);
        }

        return Offset().Match(text) is { Success: true } offset ? file.Offset(scalar, start, offset) : file.Plain(scalar, start, text);
    }

    private static List<DueRule>? Alternatives(this PolicyReading file, RawScalar scalar, int start, string text, string separator)
    {
        var rules = new List<DueRule>();
        var isWhole = true;
        foreach (var part in text.Split(separator))
        {
            var rule = file.Due(scalar, start, part);
            start += part.Length + separator.Length;
            isWhole &= rule is not null;
            rules.AddRange(rule is null ? [] : [rule]);
        }

        return isWhole ? rules : null;
    }

    private static OffsetDue? Offset(this PolicyReading file, RawScalar scalar, int start, Match match)
    {
        var before = match.Groups["side"].Value == "before";
        var length = match.Groups["period"];
        var period = before ? file.Lead(scalar, start, length.Value) : file.Period(scalar, start, length.Value);
        var fact = match.Groups["fact"];
        return file.IsFact(scalar, start + fact.Index, fact.Value) && period is not null ? new(period, before, fact.Value) : null;
    }

    private static DueRule? Plain(this PolicyReading file, RawScalar scalar, int start, string text)
    {
        if (Domain.Calendars.Period.TryParse(text, out var period))
        {
            return new PeriodDue(period);
        }

        if (!FactName().IsMatch(text))
        {
            file.Wrong(scalar, start, NoPeriod(text));
            return null;
        }

        return file.IsFact(scalar, start, text) ? new FactDue(text) : null;
    }

    private static bool IsFact(this PolicyReading file, RawScalar scalar, int start, string fact)
    {
        var root = fact.Split('.')[0];
        file.NoteWords(scalar with { Text = scalar.Text[..(start + fact.Length)] }, start);
        if (ComplaintFacts.Vocabularies.ContainsKey(fact) || (root == "facts" && fact.Length > "facts.".Length) || (root == "trigger" && IsFieldOfSomeAction(fact["trigger".Length..])))
        {
            return true;
        }

        string[] words = ["same day", "immediately", "first-moment", "promptly", "end of week", "end of month"];
        file.Wrong(scalar, start, $"“{fact}”既不是期限也不是事实{Nearest.Hint(fact, ComplaintFacts.Vocabularies.Keys.Concat(words))}");
        return false;
    }

    private static bool IsFieldOfSomeAction(string path) => ActionCatalogue.All.Any(action => action.Field(path.Split('.').ElementAtOrDefault(1) ?? "") is not null);

    private static Period? Period(this FileReading file, RawScalar scalar, int start, string text)
    {
        if (Domain.Calendars.Period.TryParse(text, out var period))
        {
            return period;
        }

        file.Wrong(scalar, start, NoPeriod(text));
        return null;
    }

    // A period that something can lie before.
    private static Period? Lead(this FileReading file, RawScalar scalar, int start, string text)
    {
        var period = file.Period(scalar, start, text);
        if (period is not { Unit: PeriodUnit.WeekEnd or PeriodUnit.MonthEnd })
        {
            return period;
        }

        file.Wrong(scalar, start, $"“{text}”之前不是一个时间，请写明几日或几小时");
        return null;
    }

    private static string NoPeriod(string text)
    {
        string[] units = ["working", "trading", "days", "hours", "minutes", "years", "working days", "trading days", "inclusive"];
        var wrong = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).FirstOrDefault(word => !units.Contains(word) && word is not ("day" or "hour" or "minute" or "year"));
        var hint = wrong is null ? "" : Nearest.Hint(wrong, units);
        return $"“{text}”不是期限{(hint.Length > 0 ? hint : "")}，写法如 15 working days、3 working days inclusive、4 trading days、3 days、24 hours、same day、immediately";
    }

    [GeneratedRegex(@"^(?<period>.+?)\s+(?<side>before|after)\s+(?<fact>\S+)$")]
    private static partial Regex Offset();

    [GeneratedRegex(@"^[A-Za-z][\w.-]*$")]
    private static partial Regex FactName();
}
