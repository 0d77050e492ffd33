using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Writing;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>The keys of cookies and forms: the same for all nodes, and worth nothing without the master key.</summary>
public sealed class WebKeysTests
{
    private static readonly XElement Key = new("key", new XAttribute("id", "a"), new XElement("secret", "a well kept one"));

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Keys_MadeByTwoNodesAtOnce_AreOne_AndARevocationIsAdded(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await using var beside = TestStorage.Beside(storage);
        var (one, two) = (Of(storage), Of(beside));
        Assert.Empty(one.GetAllElements());
        Assert.Empty(two.GetAllElements());

        one.StoreElement(Key, "first");
        two.StoreElement(new("key", new XAttribute("id", "b")), "second"); // it decided to before it could see the first
        two.StoreElement(new("revocation"), "third");

        foreach (var node in new[] { one, two })
        {
            Assert.Equal([Key.ToString(), "<revocation />"], node.GetAllElements().Select(element => element.ToString()));
        }

        one.StoreElement(new("key", new XAttribute("id", "c")), "a later one");
        Assert.Equal(3, two.GetAllElements().Count);
    }

    [Fact]
    public async Task Keys_InTheDatabase_AreEncrypted()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        await using var context = host.Database.CreateDbContext();

        var row = await context.WebKeys.SingleAsync(TestContext.Current.CancellationToken); // the start made it

        using var keys = KeyRing.Open(Path.Combine(host.Database.Folder, "keys"));
        Assert.Contains("<masterKey", Unsealed(keys), StringComparison.Ordinal);
        Assert.True(row.Content.AsSpan().IndexOf("masterKey"u8) < 0);
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => keys.Unprotect(Purposes.WebKey(2), row.Content)); // in another's place
        Assert.False(Directory.Exists(Path.Combine(host.Database.Folder, "keys", "web")));

        string Unsealed(KeyRing ring) => Encoding.UTF8.GetString(ring.Unprotect(Purposes.WebKey(1), row.Content));
    }

    private static WebKeys Of(TestStorage node) => new(node.Database, node.Get<CommandWriter>(), node.Get<KeyRing>(), node.Clock);
}
