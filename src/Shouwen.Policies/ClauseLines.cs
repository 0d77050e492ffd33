using Shouwen.Domain.Policies;

namespace Shouwen.Policies;

/// <summary>The lines of a policy file that say one clause.</summary>
public static class ClauseLines
{
    /// <param name="lines">Of the file that the policy was read from.</param>
    public static IReadOnlyList<(int Number, string Text)> Of(IReadOnlyList<string> lines, Policy policy, Clause clause)
    {
        var next = policy.Clauses.Where(other => other.At.Line > clause.At.Line).Select(other => other.At.Line).DefaultIfEmpty(lines.Count + 1).Min();
        var own = Enumerable.Range(clause.At.Line, Math.Max(0, next - clause.At.Line)).Select(number => (Number: number, Text: lines[number - 1])).ToList();
        var end = own.FindIndex(1, line => line.Text.Length > 0 && !char.IsWhiteSpace(line.Text[0])); // a key of the file itself: no clause any more
        own = end > 0 ? own[..end] : own;
        var last = own.FindLastIndex(line => line.Text.Trim().Length > 0 && !line.Text.TrimStart().StartsWith('#'));
        return own[..(last + 1)];
    }

    /// <summary>The clauses that a version says otherwise than <c>policy.yaml</c>, or that it alone has; of <c>policy.yaml</c> itself all.</summary>
    public static IReadOnlyList<Clause> OwnTo(RuleBook book, Policy version)
    {
        var present = book.Policies.GetValueOrDefault(version.Id);
        return present is null || present.Hash == version.Hash ? version.Clauses
            : [.. version.Clauses.Where(clause => present.Clauses.FirstOrDefault(same => same.Id == clause.Id) is not { } same || TextOf(book, version, clause) != TextOf(book, present, same))];
    }

    private static string TextOf(RuleBook book, Policy policy, Clause clause) =>
        string.Join('\n', Of(Split(File.ReadAllBytes(book.FileOf(policy)!)), policy, clause).Select(line => line.Text.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'))); // the book read it from a file

    public static string[] Split(byte[] file) => System.Text.Encoding.UTF8.GetString(file).Replace("\r", "", StringComparison.Ordinal).Split('\n');
}
