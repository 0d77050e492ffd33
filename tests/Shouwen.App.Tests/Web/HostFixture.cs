using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>One server for the tests of a class, on each database.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly Dictionary<Database, TestHost> hosts = [];

    public static TheoryData<Database> Databases => [Database.Sqlite, Database.PostgreSql];

    public TestHost this[Database kind] => hosts[kind];

    public async ValueTask InitializeAsync()
    {
        foreach (var kind in Enum.GetValues<Database>())
        {
            hosts[kind] = await TestHost.StartAsync(kind);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await host.DisposeAsync();
        }
    }
}
