using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Institutions;

public sealed class OwnerTests
{
    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Database_OfAnotherInstitution_IsRefusedNamingBoth(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var first = await KeysAsync(database, AppContext.BaseDirectory, "sample-bank");

        var second = await KeysAsync(database, Workshop.Root, "sample-workshop");
        var again = await KeysAsync(database, AppContext.BaseDirectory, "sample-bank");

        Assert.Equal((0, 1, 0), (first.ExitCode, second.ExitCode, again.ExitCode));
        Assert.Contains("属于机构 sample-bank，不能用来启动 sample-workshop", second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Errors, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> KeysAsync(TestDatabase database, string root, string institution) => ShouwenProgram.RunAsync(
        ["key", "list", .. ServerProcess.StoreOf(database).Select(part => part == AppContext.BaseDirectory ? root : part), "--institution", institution], TestContext.Current.CancellationToken);
}
