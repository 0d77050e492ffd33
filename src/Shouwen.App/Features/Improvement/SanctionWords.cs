using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Improvement;

/// <summary>The ranges of sanctions that policies set, in words, and what may be chosen under a clause.</summary>
public static class SanctionWords
{
    /// <summary>The ranges under a clause, or the one that an article names.</summary>
    public static IReadOnlyList<SanctionRange> Ranges(IEnumerable<Policy> policies, string? cited) =>
        [.. policies.SelectMany(policy => policy.Clauses).SelectMany(clause => clause.Id == cited ? clause.Sanctions : [.. clause.Sanctions.Where(range => range.Id == cited)])];

    /// <summary>The range that a finding was made in, or null where the clause sets none that fits.</summary>
    public static SanctionRange? RangeOf(IEnumerable<Policy> policies, string cited, string sanction) =>
        Ranges(policies, cited) is var ranges && ranges.FirstOrDefault(range => range.Id == sanction) is { } own ? own : ranges.FirstOrDefault(range => range.Kinds.Contains(sanction)) ?? ranges.FirstOrDefault(range => range.Id == cited);

    /// <summary>警告、记过，50–200 元</summary>
    public static string Quote(SanctionRange range, HouseWords words)
    {
        var kinds = string.Join("、", range.Kinds.Select(kind => words.Of(Vocabulary.StaffSanctions, kind)));
        var amount = (range.AtLeast, range.AtMost) switch
        {
            (null, null) => "",
            ({ } least, { } most) when least == most => $"{Number(least)} 元",
            ({ } least, { } most) => $"{Number(least)}–{Number(most)} 元",
            ({ } least, null) => $"{Number(least)} 元以上",
            (null, { } most) => $"{Number(most)} 元以下",
        };
        return string.Join("，", new[] { kinds, amount }.Where(part => part.Length > 0)) is { Length: > 0 } quoted ? quoted : "不限";
    }

    /// <summary>A sanction by its word for staff, else by the offence whose range it names.</summary>
    public static string Label(IEnumerable<Policy> policies, HouseWords words, string? sanction) => Vocabulary.StaffSanctions.FirstOrDefault(choice => choice.Value == sanction) is { } staff ? words.Of(staff)
        : policies.SelectMany(policy => policy.Clauses).SelectMany(clause => clause.Sanctions).FirstOrDefault(range => range.Id == sanction)?.Offence ?? sanction ?? "";

    /// <summary>Clauses and articles that set ranges come first, then every other clause in force.</summary>
    public static IReadOnlyList<Domain.Actions.Choice> Clauses(IReadOnlyList<Policy> policies)
    {
        var clauses = policies.SelectMany(policy => policy.Clauses).ToList();
        return
        [
            .. clauses.Where(clause => clause.Sanctions.Count > 0).SelectMany(clause => clause.Sanctions.Where(range => range.Kinds.Count > 0).Select(range => Choice(range.Id, range.Offence)).Prepend(Choice(clause.Id, clause.Says))),
            .. clauses.Where(clause => clause.Sanctions.Count == 0).Select(clause => Choice(clause.Id, clause.Says)),
        ];
    }

    /// <summary>What may be imposed under a clause; all there is while none is chosen or where it sets no range.</summary>
    public static IReadOnlyList<Domain.Actions.Choice> Sanctions(IReadOnlyList<Policy> policies, HouseWords words, string? cited)
    {
        var ranges = Ranges(policies, cited);
        var of = ranges.Count > 0 ? ranges : [.. policies.SelectMany(policy => policy.Clauses).SelectMany(clause => clause.Sanctions)];
        var named = of.Where(range => range.Kinds.Count == 0).Select(range => Choice(range.Id, $"{range.Offence}（{Quote(range, words)}）"));
        var staff = Vocabulary.StaffSanctions.Where(choice => ranges.Count == 0 || ranges.Any(range => range.Kinds.Contains(choice.Value)));
        return [.. staff, .. named];
    }

    private static Domain.Actions.Choice Choice(string id, string words) => new(id, words == id ? id : $"{id} {(words.Length > 40 ? words[..40] + "…" : words)}");

    private static string Number(decimal amount) => amount.ToString("#,##0.##", System.Globalization.CultureInfo.InvariantCulture);
}
