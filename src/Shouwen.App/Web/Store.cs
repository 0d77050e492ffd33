using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Import;
using Shouwen.Policies;
using Shouwen.Storage;
using Shouwen.Storage.PostgreSql;
using Shouwen.Storage.Sqlite;

namespace Shouwen.App.Web;

/// <summary>Database, keys and rules, as the server and the commands that open them use them.</summary>
internal static class Store
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void AddStore(this IServiceCollection services, ShouwenOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => HouseFiles.Open(options.Root));
        services.AddSingleton<HouseFiles>();
        services.AddSingleton(provider => LedgerWords.Load(provider.GetRequiredService<RuleBook>().Root));
        services.AddSingleton(provider => provider.GetRequiredService<HouseFiles>().House);
        services.AddSingleton<PolicyParser>(provider => provider.GetRequiredService<HouseFiles>().Parse);
        var folders = new StorageFolders(Folder(options.DataFolder)); // first, for only the last folder of a path gets the mode
        Folder(Path.Combine(options.DataFolder, "keys"));
        folders = options.Attachments is { } elsewhere ? folders with { Attachments = Path.GetFullPath(elsewhere) } : folders;
        services.AddShouwenStorage(folders, database => Configure(database, options));
    }

    // Sessions and forms outlive a restart and the node that made them, and whoever has the database alone can make none.
    public static void AddWebKeys(this IServiceCollection services)
    {
        services.AddSingleton<WebKeys>();
        services.AddDataProtection().SetApplicationName("shouwen");
        services.AddOptions<KeyManagementOptions>().Configure<WebKeys>((management, repository) => management.XmlRepository = repository);
    }

    /// <summary>Tables as this version needs them, and the adopted policies kept for the complaints they will bind.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var files = services.GetRequiredService<HouseFiles>(); // a mistake in the rules is told before anything is made
        await StorageSetup.MigrateAsync(services, cancellationToken);
        var institution = files.House.Institution.Id;
        if (await StorageSetup.OwnerAsync(services, institution, cancellationToken) is var owner && owner != institution)
        {
            throw new StartRefusedException($"数据库属于机构 {owner}，不能用来启动 {institution}（数据文件夹 {Path.GetFullPath(services.GetRequiredService<ShouwenOptions>().DataFolder)}）。请用 --data 指明另一个文件夹，PostgreSQL 另用一个数据库；或以 --institution {owner} 启动");
        }

        await services.GetRequiredService<PolicyShelf>().KeepAsync(files.Files, cancellationToken);
        await services.GetRequiredService<ConfigurationLog>().RecordAsync(files.Configuration, cancellationToken);
        await services.GetRequiredService<OrganisationWatch>().LookAsync(cancellationToken);
    }

    /// <summary>Opens the store for a command that runs without a server.</summary>
    /// <param name="more">Services that take the place of the usual ones.</param>
    public static async Task<ServiceProvider> OpenAsync(ShouwenOptions options, CancellationToken cancellationToken, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddStore(options);
        more?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await PrepareAsync(provider, cancellationToken);
        return provider;
    }

    /// <summary>Opens a store that is there for a command that needs no rules; prepares and changes nothing.</summary>
    public static async Task<ServiceProvider> OpenExistingAsync(ShouwenOptions options, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(options.DataFolder);
        if (!Directory.Exists(Path.Combine(folder, "keys")))
        {
            throw new StartRefusedException($"{folder} 不是首问的数据文件夹：其中没有 keys");
        }

        var services = new ServiceCollection().AddLogging();
        services.AddStore(options);
        var provider = services.BuildServiceProvider();
        await using var context = await provider.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellationToken);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await provider.DisposeAsync();
            throw new StartRefusedException("没有数据库，或是较早版本的：请先用这个版本启动一次服务器");
        }

        return provider;
    }

    private static void Configure(DbContextOptionsBuilder database, ShouwenOptions options)
    {
        if (options.Database == "postgresql")
        {
            PostgreSqlStorage.Configure(database, options.Connection ?? throw new InvalidOperationException("The options were not checked."));
        }
        else
        {
            SqliteStorage.Configure(database, Path.Combine(options.DataFolder, "shouwen.db"));
        }
    }

    private static string Folder(string path)
    {
        var full = Path.GetFullPath(path);
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(full).FullName : Directory.CreateDirectory(full, OwnerOnly).FullName;
    }
}
