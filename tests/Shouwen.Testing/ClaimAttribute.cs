using System.Globalization;
using Xunit.v3;

namespace Shouwen.Testing;

/// <summary>The number of a claim of docs/operations/reliability.md that a test proves, wholly or in part: <c>./test App -- --filter-trait "Claim=12"</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class ClaimAttribute(int number) : Attribute, ITraitAttribute
{
    public int Number => number;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Claim", number.ToString(CultureInfo.InvariantCulture))];
}
