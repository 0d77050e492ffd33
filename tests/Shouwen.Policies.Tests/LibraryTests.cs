namespace Shouwen.Policies.Tests;

/// <summary>The shipped files, read for real.</summary>
public class LibraryTests
{
    private static readonly RuleBook Book = RuleBook.Open(Repository.Root);

    [Fact]
    public void ShippedStories_NameWhatExists() => Assert.Empty(Book.StoryFiles.SelectMany(file => PolicyCheck.OfStory(Book, file)));

    [Fact]
    public void SampleBank_IsRead()
    {
        var bank = Book.Institutions["sample-bank"];

        Assert.Equal("head-office", bank.Root.Id);
        Assert.Equal("branch-1", bank.Unit("sub-branch-1-1")!.Parent);
        Assert.Contains("answer", bank.Posts["complaint-officer"].May);
        Assert.Contains(bank.Categories, category => category.Value == "product-use");
        Assert.NotNull(bank.Resolve("complaint-officer@branch-1"));
    }
}
