using System.Collections;

namespace Shouwen.Domain.Journal;

/// <summary>
/// The named values of an action or a journal entry. Names are kebab-case; values are <see cref="string"/>, <see cref="bool"/>,
/// <see cref="decimal"/>, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>, a list of these, or nested <see cref="Fields"/>.
/// A name that was not given is absent, never null. Immutable.
/// </summary>
public sealed class Fields : IEnumerable<KeyValuePair<string, object>>
{
    public static readonly Fields Empty = new([]);

    private readonly Dictionary<string, object> values;

    public Fields(IEnumerable<KeyValuePair<string, object>> values) => this.values = new(values, StringComparer.Ordinal);

    public int Count => values.Count;

    /// <summary>The value at a dotted path (<c>about.unit</c>), or null where any part of it is absent.</summary>
    public object? this[string path]
    {
        get
        {
            if (values.TryGetValue(path, out var direct))
            {
                return direct;
            }

            var dot = path.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 && values.TryGetValue(path[..dot], out var outer) && outer is Fields group ? group[path[(dot + 1)..]] : null;
        }
    }

    public string? Text(string path) => this[path] as string;

    public bool Flag(string path) => this[path] is true;

    public decimal? Number(string path) => this[path] as decimal?;

    public DateOnly? Date(string path) => this[path] as DateOnly?;

    public DateTimeOffset? Moment(string path) => this[path] as DateTimeOffset?;

    public Fields? Group(string path) => this[path] as Fields;

    public IReadOnlyList<object> List(string path) => this[path] as IReadOnlyList<object> ?? [];

    public IEnumerable<Fields> Groups(string path) => List(path).OfType<Fields>();

    public IEnumerable<string> Texts(string path) => List(path).OfType<string>();

    public bool Has(string path) => this[path] is not null;

    /// <summary>A copy with one value set, or removed when <paramref name="value"/> is null.</summary>
    public Fields With(string name, object? value)
    {
        var copy = new Fields(values);
        if (value is null)
        {
            copy.values.Remove(name);
        }
        else
        {
            copy.values[name] = value;
        }

        return copy;
    }

    /// <summary>A copy in which the values of <paramref name="other"/> win.</summary>
    public Fields Merge(Fields other)
    {
        var copy = new Fields(values);
        foreach (var (name, value) in other.values)
        {
            copy.values[name] = value;
        }

        return copy;
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
