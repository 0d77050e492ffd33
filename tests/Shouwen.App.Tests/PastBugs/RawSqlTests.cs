using System.Text.RegularExpressions;

namespace Shouwen.App.Tests.PastBugs;

/// <summary>SQL is written by LINQ or with parameters; text that is put together never becomes SQL.</summary>
public sealed partial class RawSqlTests
{
    // Sets pragmas that are constants.
    private static readonly HashSet<string> Constant = ["src/Shouwen.Storage.Sqlite/DurableConnection.cs"];

    [Fact]
    [Trait("PastBug", "42")]
    public void Source_OfTheProduct_MakesNoSqlOfText()
    {
        var found = SourceCode.Files("src", "*.cs").Where(file => !Constant.Contains(file)).SelectMany(file => Raw().Matches(SourceCode.Text(file)).Select(match => $"{file}: {match.Value}"));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("db.Database.ExecuteSqlRawAsync(\"delete from x where y = \" + z)")]
    [InlineData("db.Complaints.FromSqlRaw($\"select {column}\")")]
    [InlineData("command.CommandText = \"pragma \" + name;")]
    public void Guard_WhereItIs_FindsIt(string code) => Assert.Matches(Raw(), code);

    [GeneratedRegex(@"\b(ExecuteSqlRaw(Async)?|FromSqlRaw|SqlQueryRaw)\b|\bCommandText\s*=|\bnew (Sqlite|Npgsql)Command\(")]
    private static partial Regex Raw();
}
