using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reading;

/// <summary>Reads what a policy calls its facts, marks and forms.</summary>
internal static class DeclarationReading
{
    /// <summary><c>name: label</c> or <c>name: { label: …, kind: number, unit: 公里 }</c>.</summary>
    public static Dictionary<string, DeclaredFact> Facts(PolicyReading file, MapReader top)
    {
        var facts = new Dictionary<string, DeclaredFact>();
        foreach (var (name, at, value) in top.Named("facts"))
        {
            file.Named.Add(new($"fact.{name}", at, true));
            if (Fact(file, name, value) is { } fact)
            {
                facts[name] = fact;
            }
        }

        return facts;
    }

    /// <summary><c>name: label</c>, under <c>flags</c> or <c>forms</c>.</summary>
    public static Dictionary<string, string> Labels(PolicyReading file, MapReader top, string key)
    {
        var labels = new Dictionary<string, string>();
        foreach (var (name, at, value) in top.Named(key))
        {
            file.Named.Add(new($"{key[..^1]}.{name}", at, true));
            if (file.Scalar(value, name) is { } label)
            {
                labels[name] = label.Text;
            }
        }

        return labels;
    }

    /// <summary>The id of a form that a clause uses.</summary>
    public static string Form(this PolicyReading file, RawScalar id)
    {
        file.Use($"form.{id.Text}", id, 0);
        return id.Text;
    }

    private static DeclaredFact? Fact(PolicyReading file, string name, Raw value)
    {
        if (value is not RawMap)
        {
            return file.Scalar(value, name) is { } label ? new(label.Text) : null;
        }

        if (file.Map(value, PolicyKeys.Fact) is not { } map)
        {
            return null;
        }

        var choices = ListReading.Choices(file, map, "choices");
        FactKind? kind = map.Word("kind") is { } word ? PolicyKeys.FactKinds[word] : choices.Count > 0 ? FactKind.Choice : map.Has("unit") ? FactKind.Number : null;
        if (map.Has("unit") && kind != FactKind.Number)
        {
            file.Wrong(map.PlaceOf("unit"), "有单位（unit）的是数：kind: number");
        }

        if (kind == FactKind.Choice != choices.Count > 0)
        {
            file.Wrong(map.PlaceOf(map.Has("choices") ? "choices" : "kind"), "kind: choice 和 choices 应一起写");
        }

        return new(map.Text("label") ?? "") { Kind = kind, Unit = map.Text("unit"), Choices = choices };
    }
}
