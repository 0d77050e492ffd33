using System.Text.RegularExpressions;

namespace Shouwen.Policies.Tests;

/// <summary>What the tutorial in policies/README.md tells people to write works, word for word.</summary>
public sealed partial class TutorialTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("shouwen-tutorial-").FullName;

    [Fact]
    public void Tutorial_FollowedToItsEnd_GoesAsTold()
    {
        var blocks = YamlBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "policies", "README.md"))).Select(match => match.Groups[1].Value).ToList();
        var head = blocks[0][..blocks[0].IndexOf("  EL-07", StringComparison.Ordinal)];
        Copy("calendars/china.yaml", "institutions/posts.yaml", "institutions/sample-bank/institution.yaml");
        Write("policies/elder-care/policy.yaml", blocks[0]);
        var first = RuleBook.Open(root).Problems;
        Write("policies/elder-care/policy.yaml", head + blocks[1] + blocks[2]);
        Write("policies/elder-care/stories/elderly.yaml", blocks[3]);

        var book = RuleBook.Open(root);
        var result = book.Play(book.StoryFiles.Single());

        Assert.Empty(first.Concat(book.Problems));
        Assert.Empty(PolicyCheck.OfStory(book, book.StoryFiles.Single()));
        Assert.Empty(result.Problems.Concat(result.Differences).Select(difference => difference.Message));
    }

    public void Dispose() => Directory.Delete(root, true);

    private void Copy(params string[] files)
    {
        foreach (var file in files)
        {
            Write(file, File.ReadAllText(Path.Combine(Repository.Root, file)));
        }
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it has a folder
        File.WriteAllText(path, text);
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
