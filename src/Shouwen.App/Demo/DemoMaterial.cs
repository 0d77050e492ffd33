using Shouwen.Domain.Institutions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Shouwen.App.Demo;

/// <summary>Names and cases that the demo data is made of, from <c>institutions/ID/demo.yaml</c>. What the file does not say, or without a file everything, is plain.</summary>
public sealed class DemoMaterial
{
    public List<string> Surnames { get; init; } = [.. "陈李黄周吴徐孙马朱胡郭何林罗梁宋郑谢韩唐".Select(letter => letter.ToString())];

    public List<string> GivenNames { get; init; } = ["秀兰", "建军", "晓梅", "志强", "丽华", "国平", "雨桐", "思远", "文博", "海燕", "玉珍", "明德", "佳怡", "浩然", "振华", "淑芬", "立新", "静怡", "长林", "天宇"];

    /// <summary>Which body sends complaints on.</summary>
    public string Regulator { get; init; } = "行业主管部门";

    /// <summary>What answers are based on.</summary>
    public string Basis { get; init; } = "有关规定和本单位服务管理办法";

    public List<DemoCase> Cases { get; init; } = [];

    /// <summary>Whether the cases are made from the institution's categories: then there are few, in every stage, and what the rules ask for is done as it falls due.</summary>
    [YamlIgnore]
    public bool IsPlain { get; private init; }

    /// <param name="file">Need not exist.</param>
    public static DemoMaterial Load(string file, Institution institution)
    {
        var material = File.Exists(file) ? Read(file) : new();
        return material.Cases.Count > 0 ? material
            : new() { Surnames = material.Surnames, GivenNames = material.GivenNames, Regulator = material.Regulator, Basis = material.Basis, Cases = PlainCases.Of(institution), IsPlain = true };
    }

    private static DemoMaterial Read(string file)
    {
        using var reader = File.OpenText(file);
        return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<DemoMaterial>(reader) ?? new();
    }
}

/// <summary>One kind of case with its texts.</summary>
public sealed class DemoCase
{
    public required string Category { get; init; }

    public string? Business { get; init; }

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

    /// <summary>Whether the compensation is proposed and paid from the fund of the year.</summary>
    public bool FromFund { get; init; }

    /// <summary>What is to be improved beyond the case; null: nothing.</summary>
    public string? Rectification { get; init; }

    /// <summary>Null: nobody is found liable.</summary>
    public DemoLiability? Liability { get; init; }
}

/// <summary>What one person at the counter of some of the cases is found liable for, and objects to.</summary>
public sealed class DemoLiability
{
    public required string Clause { get; init; }

    public required string Sanction { get; init; }

    /// <summary>What was decided on the objection.</summary>
    public required string Decision { get; init; }
}
