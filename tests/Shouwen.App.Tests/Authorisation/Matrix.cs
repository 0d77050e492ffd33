using Shouwen.Domain.Institutions;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>A role of the matrix and who stands for it in the sample bank.</summary>
/// <param name="Channel">The only channel of its API key; it has no browser.</param>
internal sealed record Role(string Name, string Who, string? Channel = null);

/// <summary>matrix.csv and routes.csv as they were written, without a look at what the product declares.</summary>
internal sealed class Matrix
{
    public static readonly IReadOnlyList<Role> Roles =
    [
        new("hotline", "hotline-agent@hotline"), new("handler", "lobby-manager@sub-branch-1-1"), new("manager", "branch-officer@branch-1"), new("officer", "complaint-officer@head-office"),
        new("approver", "leading-group@head-office"), new("auditor", "auditor@head-office"), new("unit-admin", "unit-administrator@branch-1"), new("security-admin", "security-administrator@head-office"),
        new("audit-admin", "audit-administrator@head-office"), new("system-admin", "administrator@head-office"), new("client", "hotline-agent@hotline", "mobile-app"),
    ];

    private readonly Dictionary<(string Word, string Role), string> cells = [];

    public Matrix()
    {
        var lines = Lines("matrix.csv");
        foreach (var line in lines.Skip(1))
        {
            foreach (var word in line[1].Split(' '))
            {
                for (var column = 2; column < line.Length; column++)
                {
                    cells.Add((word, lines[0][column]), line[column]);
                }
            }
        }

        Routes = Lines("routes.csv").Skip(1).ToDictionary(line => line[0], line => (line[1], line[2]));
    }

    public IReadOnlyDictionary<string, (string Needs, string About)> Routes { get; }

    public IReadOnlySet<string> Words => cells.Keys.Select(cell => cell.Word).ToHashSet();

    /// <summary>O, A, U, T, * or -; a word that is in no line is nobody's.</summary>
    public string Scope(Role role, string word) => cells.GetValueOrDefault((word, role.Name), "-");

    public bool May(Role role, string word) => Scope(role, word) != "-";

    /// <summary>What the product's own data say, for a role.</summary>
    public static bool Grants(Institution institution, Role role, string word) => institution.May(role.Who.Split('@')[0], word) && (role.Channel is null || Capability.OfChannels.Contains(word));

    private static List<string[]> Lines(string file) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Authorisation", file)).Where(line => !line.StartsWith('#')).Select(line => line.Split(';'))];
}
