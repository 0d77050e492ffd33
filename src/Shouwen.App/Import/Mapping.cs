using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Shouwen.App.Import;

/// <summary>How the columns of a table become actions. See <c>docs/users/import.md</c>.</summary>
public sealed class Mapping
{
    /// <summary>.NET format of the dates in the table; empty: year, month and day in this order, however they are separated, perhaps with a time.</summary>
    public string DateFormat { get; init; } = "";

    /// <summary>Columns that tell one row from all others, such as a number; none: the whole row does.</summary>
    public List<string> Key { get; init; } = [];

    /// <summary>Name to (value in the table to value in the system). An empty value of the system leaves the field out; <c>*</c> stands for all other values.</summary>
    public Dictionary<string, Dictionary<string, string>> Maps { get; init; } = [];

    /// <summary>The acts of one row, in order; the first is <c>register</c>.</summary>
    public List<MappedStep> Steps { get; init; } = [];

    /// <summary>Every column that a row is asked for.</summary>
    [YamlIgnore]
    public IReadOnlySet<string> Columns => Steps.SelectMany(step => step.When.Keys.Concat(step.Given.Concat(step.Fields.Values).SelectMany(RowMapper.ColumnsOf))).Concat(Key).ToHashSet();

    /// <exception cref="MappingException">The file cannot be read as a mapping; says file, line and column.</exception>
    public static Mapping Load(string file)
    {
        try
        {
            using var reader = File.OpenText(file);
            var mapping = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<Mapping>(reader);
            return mapping?.Steps.FirstOrDefault()?.Do == "register" ? mapping : throw new MappingException($"{file}:1:1: steps 的第一步应为 do: register");
        }
        catch (YamlException e)
        {
            throw new MappingException($"{file}:{e.Start.Line}:{e.Start.Column}: {e.InnerException?.Message ?? e.Message}");
        }
    }

    /// <summary>As <see cref="Load"/> reads it.</summary>
    public string ToYaml() => new SerializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitEmptyCollections).Build().Serialize(this);
}

/// <summary>One action of a row.</summary>
public sealed class MappedStep
{
    /// <summary>Name of the action.</summary>
    public string Do { get; init; } = "";

    /// <summary>Column to the values one of which it must have; all columns must fit.</summary>
    public Dictionary<string, List<string>> When { get; init; } = [];

    /// <summary>Templates none of which may come to nothing.</summary>
    public List<string> Given { get; init; } = [];

    /// <summary>
    /// Field (dotted path) to template: text with <c>{Column}</c>, <c>{Column|map}</c>, <c>{Column|date}</c>, <c>{Column|date+15}</c>, <c>{Column|moment}</c> or <c>{Column|money}</c>;
    /// <c>{Column??Other??=text|map}</c> takes the first that is not empty. An empty result leaves the field out.
    /// </summary>
    public Dictionary<string, string> Fields { get; init; } = [];
}

/// <summary>A mistake in a mapping file; the message is for the person who imports.</summary>
public sealed class MappingException(string message) : Exception(message);
