using Shouwen.Domain.Actions;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reading;

/// <summary>A number that institutions may set.</summary>
internal sealed record Parameter(string Name, decimal Value, string? Says, bool IsVerified, bool IsOurs);

internal static class ParameterReading
{
    /// <summary><c>name: 30</c> or <c>name: { value: 30, verified: false }</c>.</summary>
    public static IReadOnlyList<Parameter> Read(FileReading file, MapReader top)
    {
        var parameters = new List<Parameter>();
        foreach (var (name, _, value) in top.Named("parameters"))
        {
            if (value is RawScalar plain)
            {
                parameters.Add(new(name, file.Number(plain) ?? 0, null, true, false));
            }
            else if (file.Map(value, PolicyKeys.Parameter) is { } map)
            {
                parameters.Add(new(name, map.Number("value") ?? 0, map.Text("says"), map.Flag("verified", true), map.Flag("ours", false)));
            }
        }

        return parameters;
    }
}
