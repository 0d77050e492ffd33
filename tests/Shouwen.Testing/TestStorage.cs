using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Domain.Actions;
using Shouwen.Storage;
using Shouwen.Storage.Journal;

namespace Shouwen.Testing;

/// <summary>A database with everything that writes to and reads from it, put together as the app does.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private readonly bool ownsDatabase;

    private TestStorage(TestDatabase database, House house, bool ownsDatabase = true)
    {
        this.ownsDatabase = ownsDatabase;
        Database = database;
        services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddSingleton(house)
            .AddSingleton<PolicyParser>((id, file) => house.Policies.Append(TestHouse.Policy).First(policy => policy.Id == id && (file.Length != 64 || policy.Hash == Encoding.ASCII.GetString(file)))) // a stored file holds its hash
            .AddShouwenStorage(new StorageFolders(database.Folder), database.Configure).BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public TestClock Clock { get; } = new(new(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8)));

    public ComplaintHandler Handler => services.GetRequiredService<ComplaintHandler>();

    public CaseReader Cases => services.GetRequiredService<CaseReader>();

    public JournalVerifier Verifier => services.GetRequiredService<JournalVerifier>();

    public CheckpointWriter Checkpoints => services.GetRequiredService<CheckpointWriter>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<TestStorage> CreateAsync(Database kind, House? house = null)
    {
        var storage = new TestStorage(await TestDatabase.CreateAsync(kind), house ?? TestHouse.House);
        await StorageSetup.MigrateAsync(storage.services, CancellationToken.None);
        return storage;
    }

    /// <summary>Another process on the database of this name.</summary>
    public static async Task<TestStorage> OpenAsync(Database kind, string name)
    {
        var storage = new TestStorage(TestDatabase.Existing(kind, name), TestHouse.House, ownsDatabase: false);
        await StorageSetup.MigrateAsync(storage.services, CancellationToken.None);
        return storage;
    }

    /// <summary>Another node on the same database and keys.</summary>
    public static TestStorage Beside(TestStorage node, House? house = null) => new(node.Database, house ?? TestHouse.House, ownsDatabase: false);

    /// <summary>Registers a complaint and returns its number.</summary>
    public async Task<string> RegisterAsync(string summary = "排队太久", string? key = null) => ((Done)await Handler.HandleAsync(Registration(summary, key), CancellationToken.None)).Number;

    public static HandleRequest Registration(string summary = "排队太久", string? key = null) => Request("tel", "register",
        ("channel", "counter"), ("summary", summary), ("complainants", new RawList([Map(("name", "王小明"), ("phone", "138 0000 0000"))], default))) with
    { IdempotencyKey = key, Caller = "tel", Route = "register" };

    public Task<HandleResult> DoAsync(string number, string by, string action, params (string Name, string Value)[] fields) =>
        Handler.HandleAsync(Request(by, action, [.. fields.Select(field => (field.Name, (object)field.Value))]) with { Number = number }, CancellationToken.None);

    /// <param name="fields">Texts or raw values.</param>
    public static HandleRequest Request(string by, string action, params (string Name, object Value)[] fields) => new(action, Map(fields), TestHouse.Bank.Resolve(by)!); // by is one of ours

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }

    public static RawMap Map(params (string Name, object Value)[] fields) => new(
        fields.ToDictionary(field => field.Name, field => field.Value as Raw ?? new RawScalar((string)field.Value, true, default)), new Dictionary<string, Position>(), default);
}
