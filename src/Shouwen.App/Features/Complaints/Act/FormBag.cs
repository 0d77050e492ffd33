using System.Text.Json;

namespace Shouwen.App.Features.Complaints;

/// <summary>What somebody typed into a form, by field name; kept as typed, so that nothing is lost when it is refused or saved as a draft.</summary>
public sealed class FormBag
{
    public static readonly FormBag Empty = new(new Dictionary<string, string[]>());

    private readonly IReadOnlyDictionary<string, string[]> values;

    private FormBag(IReadOnlyDictionary<string, string[]> values) => this.values = values;

    public bool IsEmpty => values.Values.All(each => each.All(string.IsNullOrWhiteSpace));

    public static FormBag Of(IQueryCollection query) => new(query.ToDictionary(pair => pair.Key, pair => pair.Value.OfType<string>().ToArray()));

    /// <summary>Names that begin with an underscore are the form's own: key, version, button.</summary>
    public static FormBag Of(IFormCollection form) =>
        new(form.Where(pair => !pair.Key.StartsWith('_')).ToDictionary(pair => pair.Key, pair => pair.Value.OfType<string>().ToArray()));

    public static FormBag Of(params (string Name, string? Value)[] values) =>
        new(values.Where(pair => !string.IsNullOrEmpty(pair.Value)).GroupBy(pair => pair.Name).ToDictionary(same => same.Key, same => same.Select(pair => pair.Value!).ToArray()));

    public static FormBag FromJson(ReadOnlySpan<byte> json) => new(JsonSerializer.Deserialize<Dictionary<string, string[]>>(json) ?? []);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(values);

    /// <summary>The first value that is not blank, or null.</summary>
    public string? Value(string name) => Values(name).FirstOrDefault(value => value.Trim().Length > 0);

    public IReadOnlyList<string> Values(string name) => values.GetValueOrDefault(name) ?? [];

    public bool HasAny(string prefix) => values.Any(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && pair.Value.Any(value => value.Trim().Length > 0));

    /// <summary>What follows a prefix, to the end of the name.</summary>
    public IEnumerable<string> Names(string prefix) => values.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    /// <summary>How many rows of a list field carry something: one more than the highest such index.</summary>
    public int Rows(string name)
    {
        var last = -1;
        for (var i = 0; i < 50; i++)
        {
            last = HasAny($"{name}[{i}]") ? i : last;
        }

        return last + 1;
    }

    /// <summary>A copy with one value set.</summary>
    public FormBag With(string name, string? value)
    {
        var copy = new Dictionary<string, string[]>(values);
        copy.Remove(name);
        if (!string.IsNullOrEmpty(value))
        {
            copy[name] = [value];
        }

        return new(copy);
    }
}
