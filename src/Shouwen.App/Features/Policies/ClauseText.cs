using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Shouwen.Domain.Policies;
using Shouwen.Policies;

namespace Shouwen.App.Features.Policies;

/// <summary>A line of a policy file, parted so that keys can be set apart from values and remarks.</summary>
public sealed record ClauseLine(int Number, string Indent, string Key, string Value, string Remark, bool IsOurs);

/// <summary>The lines of a file that say one clause.</summary>
public sealed record ClauseExcerpt(string File, IReadOnlyList<ClauseLine> Lines)
{
    public string Words => Lines.Count == 0 ? File : $"{File} 第 {Lines[0].Number}–{Lines[^1].Number} 行";
}

/// <summary>Shows rules as they stand in their file, as long as the file is still the one the server runs with.</summary>
public sealed partial class ClauseText(RuleBook book)
{
    private readonly ConcurrentDictionary<string, string[]?> files = new();

    /// <summary>Null when the file has changed since the server read it, or is gone: its lines would not be the rules that bind.</summary>
    public ClauseExcerpt? Of(Policy policy, Clause clause) =>
        book.FileOf(policy) is { } file && files.GetOrAdd(policy.Hash, _ => Read(file, policy.Hash)) is { } lines ? Of($"policies/{policy.Id}/{Path.GetFileName(file)}", lines, policy, clause) : null;

    /// <summary>The same of a version that is kept in the database.</summary>
    public static ClauseExcerpt Of(byte[] kept, Policy policy, Clause clause) => Of("数据库里保存的文件", ClauseLines.Split(kept), policy, clause);

    private static ClauseExcerpt Of(string name, string[] lines, Policy policy, Clause clause) => new(name, [.. ClauseLines.Of(lines, policy, clause).Select(line => Part(line.Number, line.Text))]);

    private static string[]? Read(string file, string hash)
    {
        var bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? ClauseLines.Split(bytes) : null;
    }

    private static ClauseLine Part(int number, string text)
    {
        var match = Line().Match(text.Length > 2 ? text[2..] : text); // clauses are indented by two
        return new(number, match.Groups["indent"].Value, match.Groups["key"].Value, match.Groups["value"].Value, match.Groups["remark"].Value, match.Groups["key"].Value is "ours:" or "verified:");
    }

    [GeneratedRegex(@"^(?<indent>\s*(?:- )?)(?<key>[A-Za-z][A-Za-z0-9-]*:)?(?<value>.*?)(?<remark>\s+#.*)?$")]
    private static partial Regex Line();
}
