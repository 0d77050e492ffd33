using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Shouwen.App.Demo;

/// <summary>Names and cases that the demo data is made of; written by us, in <c>institutions/ID/demo.yaml</c>.</summary>
public sealed class DemoMaterial
{
    public required List<string> Surnames { get; init; }

    public required List<string> GivenNames { get; init; }

    public required List<string> Products { get; init; }

    public required List<DemoCase> Cases { get; init; }

    public static DemoMaterial Load(string file)
    {
        using var reader = File.OpenText(file);
        return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<DemoMaterial>(reader);
    }
}

/// <summary>One kind of case with its texts.</summary>
public sealed class DemoCase
{
    public required string Category { get; init; }

    public required string Business { get; init; }

    public required List<string> Channels { get; init; }

    public required string Severity { get; init; }

    /// <summary>Whether it is about a wealth product that has matured.</summary>
    public bool Matured { get; init; }

    public string? Product { get; init; }

    public required string Summary { get; init; }

    public required string Demands { get; init; }

    public string? Place { get; init; }

    /// <summary>Yuan.</summary>
    public decimal? Amount { get; init; }

    public required string Cause { get; init; }

    public required string Finding { get; init; }

    public required string Answer { get; init; }

    public required string Outcome { get; init; }

    /// <summary>Yuan; 0: none.</summary>
    public decimal Compensation { get; init; }
}
