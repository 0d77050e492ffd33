using System.Globalization;
using System.Text.RegularExpressions;

namespace Shouwen.App.Tests.PastBugs;

/// <summary>The table of past bugs names a test that is there for every row, or says why there is none.</summary>
public sealed partial class TableTests
{
    private const string Table = "docs/operations/past-bugs.md";

    private static readonly string Tests = string.Join('\n', SourceCode.Files("tests", "*.cs").Select(SourceCode.Text));

    private static readonly string[] Lines = Tests.Split('\n');

    [Fact]
    public void Table_Read_HasEveryRowOnce() =>
        Assert.Equal(Enumerable.Range(1, 60), Rows().Select(row => row.Number));

    [Fact]
    public void EveryRow_Read_NamesATestThatIsFoundByItsNumber()
    {
        var faults = Rows().SelectMany(row => Faults(row.Number, row.Says));

        Assert.Empty(faults);
    }

    private static IEnumerable<string> Faults(int number, string says)
    {
        var names = Quoted().Matches(says).Select(match => match.Groups[1].Value).ToList();
        if (says.StartsWith("Not yet: ", StringComparison.Ordinal))
        {
            return Tests.Contains($"Bug{number:00}_", StringComparison.Ordinal) ? [$"{number}: has a test"] : [];
        }

        return names.Count == 0 ? [$"{number}: names no test"] : names.Where(name => !Exists(number, name)).Select(name => $"{number}: {name}");
    }

    private static bool Exists(int number, string name) => name.EndsWith(".yaml", StringComparison.Ordinal)
        ? SourceCode.Files("policies", name).Any()
        : Array.FindIndex(Lines, line => line.Contains($" {name}(", StringComparison.Ordinal)) is >= 0 and var at
            && (Numbers().Matches(name).Any(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) == number) || AttributesAbove(at).Contains($"[Trait(\"PastBug\", \"{number}\")]"));

    private static IEnumerable<string> AttributesAbove(int line) => Lines.Take(line).Reverse().Select(above => above.Trim()).TakeWhile(above => above.StartsWith('['));

    private static IEnumerable<(int Number, string Says)> Rows() => Row().Matches(SourceCode.Text(Table)).Select(match => (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value.Trim()));

    [GeneratedRegex(@"^\| (\d+) \| [^|]+ \| ([^|]+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?:Bug|_And)(\d+)_")]
    private static partial Regex Numbers();
}
