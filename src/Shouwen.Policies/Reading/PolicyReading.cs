using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Yaml;

namespace Shouwen.Policies.Reading;

/// <summary>What a condition may look at besides the facts of the complaint.</summary>
[Flags]
internal enum Sees { Facts = 0, Actor = 1, Action = 2, Trigger = 4 }

/// <summary>A clause named by a rule of another one, and where.</summary>
internal sealed record ClauseReference(string Clause, Position At);

/// <summary>A fact, mark or form where a policy names it: <c>fact.mileage-km</c>, <c>flag.watch</c>, <c>form.complaint-file</c>.</summary>
/// <param name="IsDeclared">Whether it is given its label there; else a rule uses it.</param>
internal sealed record FreeWord(string Key, Position At, bool IsDeclared);

/// <summary>One policy file being read: besides mistakes, it knows what conditions and relations may name.</summary>
/// <param name="posts">Known posts; null: posts are not checked.</param>
internal sealed partial class PolicyReading(YamlSource source, IReadOnlySet<string>? posts) : FileReading(source)
{
    private Vocabularies known = new(ComplaintFacts.Vocabularies, new Dictionary<string, IReadOnlyList<string>>());

    public List<ClauseReference> References { get; } = [];

    public List<FreeWord> Named { get; } = [];

    public IReadOnlyDictionary<string, string> Forms { get; set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, decimal> Parameters { get; set; } = new Dictionary<string, decimal>();

    public IReadOnlyDictionary<string, PhraseList> Lists { get; set; } = new Dictionary<string, PhraseList>();

    public IReadOnlySet<string>? Posts => posts;

    public void Know(IReadOnlyDictionary<string, IReadOnlyList<string>> tables) => known = known with { Tables = tables };

    public Expression Condition(RawScalar? scalar, Sees sees, Expression otherwise) => scalar is null ? otherwise : Condition(scalar, 0, sees) ?? otherwise;

    /// <summary>A condition that begins some way into a scalar.</summary>
    public Expression? Condition(RawScalar scalar, int start, Sees sees)
    {
        var condition = Parse(scalar, start, Grammar.ParseCondition);
        if (condition is not null)
        {
            CheckNames(scalar, start, sees, condition);
            NoteWords(scalar, start);
        }

        return condition;
    }

    public Pattern? Pattern(RawScalar? scalar, int start = 0)
    {
        var pattern = scalar is null ? null : Parse(scalar, start, Grammar.ParsePattern);
        if (pattern is not null)
        {
            CheckNames(scalar!, start, Sees.Trigger, Expression.True); // a pattern came from a scalar
            NoteWords(scalar!, start);
        }

        return pattern;
    }

    /// <summary>Several patterns as one whose alternatives are all of theirs.</summary>
    public Pattern? Patterns(IReadOnlyList<RawScalar> scalars)
    {
        var patterns = scalars.Select(scalar => Pattern(scalar)).OfType<Pattern>().ToList();
        return patterns.Count == 0 ? null : new([.. patterns.SelectMany(pattern => pattern.Options)], string.Join(" or ", patterns.Select(pattern => pattern.Text)));
    }

    private T? Parse<T>(RawScalar scalar, int start, Func<string, Vocabularies, T> parse)
        where T : class
    {
        try
        {
            return parse(scalar.Text[start..], known);
        }
        catch (ExpressionException error)
        {
            Wrong(scalar, start + error.Offset, error.Message);
            return null;
        }
    }

    // The grammar knows words; which of them mean something here depends on the place.
    private void CheckNames(RawScalar scalar, int start, Sees sees, Expression condition)
    {
        var outside = condition.Names().ToHashSet();
        foreach (Match match in Rooted().Matches(scalar.Text, start))
        {
            var (root, name) = (match.Groups[1].Value, match.Groups[2].Value);
            var message = root switch
            {
                "parameters" when !Parameters.ContainsKey(name) => $"parameters 里没有“{name}”{Nearest.Hint(name, Parameters.Keys)}",
                "action" when !sees.HasFlag(Sees.Action) => "只有 gate 和 text-guard 的条件可以写 action.…",
                "trigger" when !sees.HasFlag(Sees.Trigger) => "只有 obligation、reaction 的条件和记录的写法里可以写 trigger.…",
                "actor" when !sees.HasFlag(Sees.Actor) && outside.Contains(match.Value) => "这里没有行为人：actor.… 写在 gate、text-guard、reaction 的条件里，或写在记录的 where 之后",
                _ => null,
            };
            if (message is not null)
            {
                Wrong(scalar, match.Index, message);
            }
        }
    }

    /// <summary>A word that a rule uses, at a character of a scalar.</summary>
    public void Use(string key, RawScalar scalar, int offset) => Named.Add(new(key, Locate(scalar, offset), false));

    /// <summary>The facts and marks named in a scalar from some character on.</summary>
    public void NoteWords(RawScalar scalar, int start)
    {
        foreach (Match match in FreeWords().Matches(scalar.Text, start))
        {
            foreach (var (kind, captures) in new[] { ("fact.", match.Groups["fact"].Captures), ("flag.", match.Groups["flag"].Captures) })
            {
                foreach (Capture word in captures)
                {
                    Use(kind + word.Value, scalar, word.Index);
                }
            }
        }
    }

    // facts.x · flags contains x · flags overlaps [x, y] · x in flags
    [GeneratedRegex(@"(?<![\w.""'-])(facts\.(?<fact>[\w-]+)|flags\s+contains\s+""?(?<flag>[A-Za-z][\w-]*)|flags\s+overlaps\s+\[\s*(?>""?(?<flag>[A-Za-z][\w-]*)""?[\s,]*)+\]|(?<flag>[A-Za-z][\w-]*)""?\s+in\s+flags\b)", RegexOptions.CultureInvariant)]
    private static partial Regex FreeWords();

    [GeneratedRegex(@"(?<![\w.""'-])(parameters|action|trigger|actor)\.([\w-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Rooted();
}
