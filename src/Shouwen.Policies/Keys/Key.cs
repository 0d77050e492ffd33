namespace Shouwen.Policies.Keys;

/// <summary>How the value of a key is written. Reading, schema and reference follow from it.</summary>
public enum KeyKind
{
    Text, Flag, Number, Date,

    /// <summary>One word of a closed list.</summary>
    Word,

    /// <summary>A word, or a list of words.</summary>
    Words,

    /// <summary>A text, or a list of texts.</summary>
    Texts,

    /// <summary>A number or a range of numbers: <c>30</c>, <c>50..200</c>.</summary>
    Range,

    Condition, Pattern,

    /// <summary>A pattern, or a list of them.</summary>
    Patterns,
    Trigger, Due, Period,

    /// <summary>A period, or a list of them.</summary>
    Periods,
    Relation,

    /// <summary>A relation, or several in order.</summary>
    Relations,

    /// <summary>What the system does, one or a list.</summary>
    Consequences,

    /// <summary>A map whose keys are described by <see cref="Key.Parts"/>.</summary>
    Map,

    /// <summary>Such a map, or a list of them.</summary>
    Maps,

    /// <summary>A map from names of the writer's choice to values described by <see cref="Key.Parts"/> or to plain values.</summary>
    Named,
}

/// <summary>One key of a file: the only description of it there is.</summary>
/// <param name="Chinese">What it means, for the person who writes it.</param>
/// <param name="Example">A value as it would be written after the colon.</param>
public sealed record Key(string Name, KeyKind Kind, string Chinese, string English, string Example)
{
    public bool IsRequired { get; init; }

    /// <summary>Closed vocabulary of a <see cref="KeyKind.Word"/> or <see cref="KeyKind.Words"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public Node? Parts { get; init; }

    /// <summary>Whether a plain value may stand where <see cref="Parts"/> describes a map.</summary>
    public bool MayBePlain { get; init; }

    public Key Required => this with { IsRequired = true };
}

/// <summary>A map of a file with all the keys it may have, in the order they are explained.</summary>
public sealed record Node(string Name, string Title, IReadOnlyList<Key> Keys)
{
    public Key? Find(string name) => Keys.FirstOrDefault(key => key.Name == name);

    /// <summary>This node and all below it, each once.</summary>
    public IEnumerable<Node> All() => Below().DistinctBy(node => node.Name);

    private IEnumerable<Node> Below() => Keys.Where(key => key.Parts is not null).SelectMany(key => key.Parts!.Below()).Prepend(this); // Where keeps those that have parts
}
