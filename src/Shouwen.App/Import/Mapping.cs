using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Shouwen.App.Import;

/// <summary>How the columns of a table become actions. See <c>docs/users/import.md</c>.</summary>
public sealed class Mapping
{
    /// <summary>.NET format of the dates in the table.</summary>
    public string DateFormat { get; init; } = "yyyy-MM-dd";

    /// <summary>Name to (value in the table to value in the system).</summary>
    public Dictionary<string, Dictionary<string, string>> Maps { get; init; } = [];

    /// <summary>The acts of one row, in order; the first is <c>register</c>.</summary>
    public List<MappedStep> Steps { get; init; } = [];

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
}

/// <summary>One action of a row.</summary>
public sealed class MappedStep
{
    /// <summary>Name of the action.</summary>
    public string Do { get; init; } = "";

    /// <summary>Column to the values one of which it must have; all columns must fit.</summary>
    public Dictionary<string, List<string>> When { get; init; } = [];

    /// <summary>
    /// Field (dotted path) to template: text with <c>{Column}</c>, <c>{Column|map}</c>, <c>{Column|date}</c> or <c>{Column|date+15}</c>. An empty
    /// result leaves the field out.
    /// </summary>
    public Dictionary<string, string> Fields { get; init; } = [];
}

/// <summary>A mistake in a mapping file or in a row; the message is for the person who imports.</summary>
public sealed class MappingException(string message) : Exception(message);
