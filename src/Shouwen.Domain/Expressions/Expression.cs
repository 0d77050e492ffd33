using Shouwen.Domain.Complaints;

namespace Shouwen.Domain.Expressions;

/// <summary>A condition or value of the policy language, over named facts. Evaluating one has no side effects and always ends.</summary>
public abstract record Expression
{
    public static readonly Expression True = new Literal(true);

    public static readonly Expression False = new Literal(false);

    /// <summary>Whether it reads nothing of the complaint but what has been stated about it, so that its value can change only where that does.</summary>
    public virtual bool IsOfStatements => false;

    /// <summary>Every fact it names outside patterns: those depend on who acts or what is asked, patterns on what has happened.</summary>
    public IEnumerable<string> Names() => this switch
    {
        Name name => [name.Path],
        Not not => not.Operand.Names(),
        Binary binary => binary.Left.Names().Concat(binary.Right.Names()),
        In @in => @in.Item.Names().Concat(@in.List.Names()),
        ListOf list => list.Items.SelectMany(item => item.Names()),
        Lookup lookup => lookup.Row.Names(),
        _ => [],
    };
}

/// <summary>A string, number, truth value or date as written; null is <c>none</c>.</summary>
public sealed record Literal(object? Value) : Expression
{
    public override bool IsOfStatements => true;
}

/// <summary>A named fact: <c>people</c>, <c>about.unit</c>, <c>facts.product-matured</c>.</summary>
public sealed record Name(string Path) : Expression
{
    /// <summary>The part before the first dot, and the one behind it.</summary>
    public string Root { get; } = Path.Split('.', 2)[0];

    public string Rest { get; } = Path.Split('.', 2) is [_, var rest] ? rest : "";

    public override bool IsOfStatements { get; } = ComplaintFacts.IsStated(Path);
}

public sealed record Not(Expression Operand) : Expression
{
    public override bool IsOfStatements { get; } = Operand.IsOfStatements;
}

/// <summary><c>and</c>, <c>or</c>, <c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>+</c>, <c>-</c>, <c>*</c>, <c>contains</c>, <c>overlaps</c> (two lists have an item in common).</summary>
public sealed record Binary(string Operator, Expression Left, Expression Right) : Expression
{
    public override bool IsOfStatements { get; } = Left.IsOfStatements && Right.IsOfStatements;

    /// <summary>Whether it has a number for a value, not whether something is so.</summary>
    public bool IsSum => Operator is "+" or "-" or "*";
}

/// <summary><c>channel in [hotline, phone]</c>, or in a fact that is a list.</summary>
public sealed record In(Expression Item, Expression List) : Expression
{
    public override bool IsOfStatements { get; } = Item.IsOfStatements && List.IsOfStatements;
}

public sealed record ListOf(IReadOnlyList<Expression> Items) : Expression
{
    public override bool IsOfStatements { get; } = Items.All(item => item.IsOfStatements);

    /// <summary>The values, where they are written out and never change.</summary>
    public IReadOnlyList<object?>? Literals { get; } = Items.All(item => item is Literal) ? [.. Items.Select(item => ((Literal)item).Value)] : null;
}

/// <summary><c>exists(…)</c>, <c>count(…)</c>: how many entries match.</summary>
public sealed record Count(Pattern Pattern, bool OnlyWhether) : Expression;

/// <summary><c>sum(amount of compensate)</c>: the total of a field over matching entries.</summary>
public sealed record Sum(string Field, Pattern Pattern) : Expression;

/// <summary><c>warranty[facts.service-grade].km</c>: one cell of a policy's table; <c>none</c> where the row is missing.</summary>
public sealed record Lookup(string Table, Expression Row, string Column) : Expression
{
    public override bool IsOfStatements { get; } = Row.IsOfStatements;
}

/// <summary>
/// Which journal entries are meant: <c>report to regulator where actor.unit = about.unit since answer</c>. Alternatives are joined by <c>or</c>.
/// </summary>
public sealed record Pattern(IReadOnlyList<PatternOption> Options, string Text)
{
    /// <summary>Whether an entry of an action may be meant; cheaper than asking for the entry.</summary>
    public bool Names(string action)
    {
        for (var i = 0; i < Options.Count; i++) // asked of every rule, and a list's enumerator is an object
        {
            if (Options[i].Action == action)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Written as <c>receipt</c>, alone or among others.</summary>
    public bool HasReceipt { get; } = Options.Any(option => option.IsReceipt);

    public override string ToString() => Text;
}

/// <summary>One alternative of a pattern.</summary>
/// <param name="Action">Name of the action that left the entry.</param>
/// <param name="Where">Condition on the entry (its fields by name, <c>actor.…</c>) and on the complaint at that entry.</param>
/// <param name="Nth">1-based: only the n-th match of the stream; null for every match.</param>
/// <param name="Since">Only entries after the last entry of this action.</param>
public sealed record PatternOption(string Action, Expression Where, int? Nth, string? Since)
{
    /// <summary>Written as <c>receipt</c>: the entry of the registration, but the clock runs from when the complaint was received.</summary>
    public bool IsReceipt { get; init; }

    /// <summary>The values that its condition wants of fields: <c>to</c> and <c>leader</c> of <c>report to leader</c>; <c>true</c> for a flag.</summary>
    public IReadOnlyList<(string Field, string Value)> Wanted => [.. WantedBy(Where)];

    private static IEnumerable<(string, string)> WantedBy(Expression condition) => condition switch
    {
        Binary { Operator: "and" } both => WantedBy(both.Left).Concat(WantedBy(both.Right)),
        Binary { Operator: "=" or "contains", Left: Name name, Right: Literal { Value: string text } } => [(name.Path, text)],
        Binary { Operator: "=", Left: Name name, Right: Literal { Value: true } } => [(name.Path, "true")],
        _ => [],
    };
}
