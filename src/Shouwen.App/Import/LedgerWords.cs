using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Shouwen.App.Import;

/// <summary>What ledgers call things, from <c>institutions/ledger.yaml</c>; that file explains its parts.</summary>
public sealed class LedgerWords
{
    /// <summary><c>action.field</c>, or <c>key</c>, to names of columns; in the order in which fields are offered and actions are done.</summary>
    public Dictionary<string, List<string>> Columns { get; init; } = [];

    /// <summary>Field to (value of the system to how ledgers write it).</summary>
    public Dictionary<string, Dictionary<string, List<string>>> Values { get; init; } = [];

    /// <summary>Field to the value taken where the ledger has none.</summary>
    public Dictionary<string, string> Defaults { get; init; } = [];

    /// <summary>Action to the field without which it is not done.</summary>
    public Dictionary<string, string> Given { get; init; } = [];

    /// <summary>Action to the fields that date it where it has no date of its own.</summary>
    public Dictionary<string, List<string>> DatedBy { get; init; } = [];

    /// <summary>The words under a root; none where it has no such file.</summary>
    /// <exception cref="MappingException">There is a mistake in the file; says where.</exception>
    public static LedgerWords Load(string root)
    {
        var file = Path.Combine(root, "institutions", "ledger.yaml");
        if (!File.Exists(file))
        {
            return new();
        }

        try
        {
            using var reader = File.OpenText(file);
            return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<LedgerWords>(reader) ?? new();
        }
        catch (YamlException e)
        {
            throw new MappingException($"{file}:{e.Start.Line}:{e.Start.Column}: {e.InnerException?.Message ?? e.Message}");
        }
    }
}
