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

    /// <summary>Null when the file has changed since the server read it: its lines would not be the rules in force.</summary>
    public ClauseExcerpt? Of(Policy policy, Clause clause)
    {
        var name = $"policies/{policy.Id}/policy.yaml";
        if (files.GetOrAdd(policy.Id, _ => Read(Path.Combine(book.Root, name), policy.Hash)) is not { } lines)
        {
            return null;
        }

        var next = policy.Clauses.Where(other => other.At.Line > clause.At.Line).Select(other => other.At.Line).DefaultIfEmpty(lines.Length + 1).Min();
        var own = Enumerable.Range(clause.At.Line, Math.Max(0, next - clause.At.Line)).Select(number => (Number: number, Text: lines[number - 1])).ToList();
        var end = own.FindIndex(1, line => line.Text.Length > 0 && !char.IsWhiteSpace(line.Text[0])); // a key of the file itself: no clause any more
        own = end > 0 ? own[..end] : own;
        var last = own.FindLastIndex(line => line.Text.Trim().Length > 0 && !line.Text.TrimStart().StartsWith('#'));
        return new(name, [.. own.Take(last + 1).Select(line => Part(line.Number, line.Text))]);
    }

    private static string[]? Read(string file, string hash)
    {
        var bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? System.Text.Encoding.UTF8.GetString(bytes).Replace("\r", "", StringComparison.Ordinal).Split('\n') : null;
    }

    private static ClauseLine Part(int number, string text)
    {
        var match = Line().Match(text.Length > 2 ? text[2..] : text); // clauses are indented by two
        return new(number, match.Groups["indent"].Value, match.Groups["key"].Value, match.Groups["value"].Value, match.Groups["remark"].Value, match.Groups["key"].Value is "ours:" or "verified:");
    }

    [GeneratedRegex(@"^(?<indent>\s*(?:- )?)(?<key>[A-Za-z][A-Za-z0-9-]*:)?(?<value>.*?)(?<remark>\s+#.*)?$")]
    private static partial Regex Line();
}
