using System.Buffers;
using System.Globalization;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Complaints;

/// <summary>Looks for forbidden wording in what the customer will read.</summary>
internal static class Wording
{
    private const int WidestGap = 8;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。!?;");

    public static IEnumerable<Refusal> Refuse(Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        var texts = Texts(proposal, _ => true).ToList();
        if (texts.Count == 0)
        {
            yield break;
        }

        // A guard that names the action looks at all that is written there, any other at what the customer gets to read.
        var outgoing = Texts(proposal, type => type.IsOutgoing).ToList();
        foreach (var policy in surroundings.Policies)
        {
            var at = new Evaluation(complaint, policy, surroundings) { Actor = proposal.Actor, Action = proposal.Fields };
            foreach (var clause in policy.Clauses.Where(clause => clause.TextGuards.Count > 0 && Derivation.Applies(policy, clause, at)))
            {
                foreach (var (guard, phrase) in clause.TextGuards.Where(guard => IsInForce(guard, at, proposal)).Select(guard => (guard, Found(guard.Phrases, guard.On.Count > 0 ? texts : outgoing))).Where(hit => hit.Item2 is not null))
                {
                    var isOverridden = guard.IsOverridable && Overrides.Names(proposal, clause);
                    if (!isOverridden || !Overrides.IsEntitled(proposal, surroundings))
                    {
                        yield return new([clause.Id], "forbidden-wording", $"{guard.Message}：“{phrase}”{(guard.Suggest is null ? "" : $"。可改为：{Suggestion(guard.Suggest, complaint, proposal, surroundings)}")}") { IsAboutPersons = isOverridden };
                    }
                }
            }
        }
    }

    // {due} in a better wording is the day by which the customer will have an answer.
    private static string Suggestion(string text, Complaint complaint, Proposal proposal, Surroundings surroundings)
    {
        if (!text.Contains("{due}", StringComparison.Ordinal))
        {
            return text;
        }

        var answers = Derivation.Of(complaint, surroundings, proposal.At).Where(owed => owed.IsOpen && owed.Due.At >= proposal.At && owed.Rule.MetBy.Options.Any(option => option.Action == "answer")).Select(owed => owed.Due.At).ToList();
        return text.Replace("{due}", answers.Count == 0 ? "约定的日期" : FormattableString.Invariant($"{surroundings.Calendar.DateOf(answers.Min().AddTicks(-1)):yyyy-MM-dd}"), StringComparison.Ordinal);
    }

    private static bool IsInForce(TextGuard guard, Evaluation at, Proposal proposal) =>
        (guard.On.Count == 0 || guard.On.Contains(proposal.Action.Name)) && at.Holds(guard.When) && !at.Holds(guard.Unless);

    private static IEnumerable<string> Texts(Proposal proposal, Func<FieldType, bool> isMeant) => proposal.Action.Fields.Where(type => type.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.Texts && isMeant(type))
        .SelectMany(type => proposal.Fields[type.Name] switch { string text => [text], IReadOnlyList<object> list => list.OfType<string>(), _ => [] }).Select(Normal);

    /// <summary>The first phrase that occurs undenied and outside every exception, or null.</summary>
    internal static string? Found(PhraseList list, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            var occurrences = list.Phrases.SelectMany(phrase => Occurrences(text, Normal(phrase)).Select(at => (Phrase: phrase, at.Start, at.End))).ToList();
            var excepted = list.Except.SelectMany(phrase => Occurrences(text, Normal(phrase))).ToList();
            var denied = occurrences.Where(at => list.NotAfter.Any(denier => text.AsSpan(0, at.Start).EndsWith(Normal(denier), StringComparison.Ordinal)))
                .Select(at => (at.Start, End: EndOfDenial(text, at.Start, at.End))).ToList();
            var hit = occurrences.Find(at => !excepted.Exists(around => around.Start <= at.Start && at.End <= around.End) && !denied.Exists(around => around.Start <= at.Start && at.Start < around.End));
            if (hit.Phrase is not null)
            {
                return hit.Phrase;
            }
        }

        return null;
    }

    // 不保证本金不亏 denies 本金不亏 too, but 不保证本金,保证收益 promises: a denial reaches no further than the comma.
    private static int EndOfDenial(string text, int start, int end) => text.IndexOf(',', start, end - start) is var comma and >= 0 ? comma : end;

    // Spaces, line breaks, invisible characters and full-width letters must not hide a phrase. (Unicode normalisation does nothing where globalization is invariant.)
    internal static string Normal(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format).Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));

    private static IEnumerable<(int Start, int End)> Occurrences(string text, string phrase)
    {
        var parts = phrase.Replace("...", "…", StringComparison.Ordinal).Split('…');
        for (var start = text.IndexOf(parts[0], StringComparison.Ordinal); start >= 0; start = text.IndexOf(parts[0], start + 1, StringComparison.Ordinal))
        {
            if (EndOf(text, parts, start) is { } end)
            {
                yield return (start, end);
            }
        }
    }

    private static int? EndOf(string text, string[] parts, int start)
    {
        var end = start + parts[0].Length;
        foreach (var part in parts.Skip(1))
        {
            var next = text.IndexOf(part, end, Math.Min(WidestGap + part.Length, text.Length - end), StringComparison.Ordinal);
            if (next < 0 || text.AsSpan(end, next - end).ContainsAny(SentenceEnds))
            {
                return null;
            }

            end = next + part.Length;
        }

        return end;
    }
}
