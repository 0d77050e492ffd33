using Shouwen.Domain.Actions;

namespace Shouwen.Domain.Expressions;

/// <summary>What an expression may speak of: the closed list of fact names, the policy's tables, and the actions.</summary>
/// <param name="Facts">Known fact names with their closed vocabulary (empty when it is open). <c>facts.*</c>, <c>parameters.*</c> are open by nature.</param>
/// <param name="Tables">Tables of the policy: name to columns.</param>
public sealed record Vocabularies(IReadOnlyDictionary<string, IReadOnlyList<string>> Facts, IReadOnlyDictionary<string, IReadOnlyList<string>> Tables);

/// <summary>
/// The grammar of conditions and patterns. Lowest to highest: or · and · not · comparison, in, contains, overlaps · + - · * · atoms. A bare word on the right of a
/// comparison is a literal where the left side's vocabulary holds it, else a fact, else a literal; anywhere else it must be a known fact.
/// </summary>
public sealed partial class Grammar
{
    private static readonly string[] Reserved = ["and", "or", "not", "in", "contains", "overlaps", "where", "since"];

    private readonly Vocabularies known;
    private readonly string text;
    private readonly List<Token> tokens;
    private ActionType? entry;
    private int next;

    private Grammar(string text, Vocabularies known)
    {
        this.text = text;
        this.known = known;
        tokens = Lexer.Read(text);
    }

    /// <exception cref="ExpressionException">The text is no condition; says where and what is near.</exception>
    public static Expression ParseCondition(string text, Vocabularies known)
    {
        var grammar = new Grammar(text, known);
        return grammar.ToEnd(grammar.Or());
    }

    /// <summary>Which journal entries are meant: <c>report to regulator since answer</c>; inside <c>where</c> the entry's own fields are known by name.</summary>
    /// <exception cref="ExpressionException">The text is no pattern; says where and what is near.</exception>
    public static Pattern ParsePattern(string text, Vocabularies known)
    {
        var grammar = new Grammar(text, known);
        return grammar.ToEnd(grammar.PatternAlternatives());
    }

    private T ToEnd<T>(T result) => Peek.Kind == TokenKind.End ? result : throw Unexpected();

    private Token Peek => tokens[next];

    private Token Take() => tokens[next++];

    private bool TryTake(string word)
    {
        if (Peek.Text != word || Peek.Kind == TokenKind.Text)
        {
            return false;
        }

        next++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!TryTake(symbol))
        {
            throw new ExpressionException($"这里应为“{symbol}”", Peek.Offset);
        }
    }

    private ExpressionException Unexpected() => new(Peek.Kind == TokenKind.End ? "没有写完" : $"这里不应出现“{Peek.Text}”", Peek.Offset);

    private Expression Or()
    {
        var left = And();
        while (TryTake("or"))
        {
            left = new Binary("or", left, And());
        }

        return left;
    }

    private Expression And()
    {
        var left = Negation();
        while (TryTake("and"))
        {
            left = new Binary("and", left, Negation());
        }

        return left;
    }

    private Expression Negation() => TryTake("not") ? new Not(Negation()) : Comparison();

    private Expression Comparison()
    {
        var left = Addition();
        if (TryTake("in"))
        {
            return new In(left, Peek.Text == "[" ? List(left) : Addition());
        }

        if (TryTake("contains"))
        {
            return new Binary("contains", left, RightOf(left));
        }

        if (TryTake("overlaps"))
        {
            return new Binary("overlaps", left, Peek.Text == "[" ? List(left) : Addition());
        }

        foreach (var symbol in new[] { "<=", ">=", "!=", "=", "<", ">" })
        {
            if (TryTake(symbol))
            {
                return new Binary(symbol, left, RightOf(left));
            }
        }

        return left;
    }

    private ListOf List(Expression left)
    {
        Expect("[");
        var items = new List<Expression>();
        while (!TryTake("]"))
        {
            items.Add(RightOf(left));
            if (Peek.Text != "]")
            {
                Expect(",");
            }
        }

        return new(items);
    }

    private Expression RightOf(Expression left)
    {
        var words = left is Name name ? VocabularyOf(name.Path) : [];
        if (Peek.Kind == TokenKind.Word && words.Contains(Peek.Text))
        {
            return new Literal(Take().Text);
        }

        if (Peek is { Kind: TokenKind.Word } word && !Reserved.Contains(word.Text) && !IsKnown(word.Text) && !IsConstantOrCall())
        {
            return words.Count == 0 ? new Literal(Take().Text) : throw new ExpressionException($"“{((Name)left).Path}”没有取值“{word.Text}”{Nearest.Hint(word.Text, words)}", word.Offset);
        }

        return Addition();
    }

    private bool IsConstantOrCall() => Peek.Text is "true" or "false" or "none" || tokens[next + 1].Text is "(" or "[";

    private Expression Addition()
    {
        var left = Product();
        while (Peek is { Kind: TokenKind.Symbol, Text: "+" or "-" })
        {
            left = new Binary(Take().Text, left, Product());
        }

        return left;
    }

    private Expression Product()
    {
        var left = Atom();
        while (TryTake("*"))
        {
            left = new Binary("*", left, Atom());
        }

        return left;
    }

    private Expression Atom()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Number:
                return new Literal(token.Number);
            case TokenKind.Text:
                return new Literal(token.Text);
            case TokenKind.Symbol when token.Text == "(":
                var inner = Or();
                Expect(")");
                return inner;
            case TokenKind.Word when !Reserved.Contains(token.Text):
                return Word(token);
            default:
                next--;
                throw Unexpected();
        }
    }

    private Expression Word(Token token)
    {
        switch (token.Text)
        {
            case "true" or "false":
                return new Literal(token.Text == "true");
            case "none":
                return new Literal(null);
            case "exists" or "count" or "sum" when TryTake("("):
                return Call(token.Text);
        }

        if (TryTake("["))
        {
            return Cell(token);
        }

        return IsKnown(token.Text) ? new Name(token.Text) : throw new ExpressionException($"没有名为“{token.Text}”的事实{Nearest.Hint(token.Text, known.Facts.Keys)}", token.Offset);
    }

    private Expression Call(string function)
    {
        string? field = null;
        if (function == "sum")
        {
            field = Take().Text;
            Expect("of");
        }

        var outer = entry;
        var pattern = PatternAlternatives();
        entry = outer;
        Expect(")");
        return field is null ? new Count(pattern, function == "exists") : new Sum(field, pattern);
    }

    private Lookup Cell(Token table)
    {
        if (!known.Tables.TryGetValue(table.Text, out var columns))
        {
            throw new ExpressionException($"没有名为“{table.Text}”的表{Nearest.Hint(table.Text, known.Tables.Keys)}", table.Offset);
        }

        var row = Addition();
        Expect("]");
        Expect(".");
        var column = Take();
        var name = column.Text;
        return columns.Contains(name) ? new(table.Text, row, name) : throw new ExpressionException($"表“{table.Text}”没有列“{name}”{Nearest.Hint(name, columns)}", column.Offset);
    }
}
