using Shouwen.Storage;
using Shouwen.Storage.PostgreSql;
using Shouwen.Storage.Sqlite;

namespace Shouwen.App;

/// <summary>Which database, and where data lies; from configuration.</summary>
public sealed record StorageOptions
{
    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public string Provider { get; init; } = "sqlite";

    /// <summary>For PostgreSQL. SQLite keeps its file <c>shouwen.db</c> in the data folder.</summary>
    public string? ConnectionString { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>Copies of checkpoints; better on another disk or machine.</summary>
    public string? CheckpointFolder { get; init; }
}

public static class StorageServices
{
    public static IServiceCollection AddShouwenStorage(this IServiceCollection services, StorageOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        var folders = new StorageFolders(options.DataFolder);
        folders = options.CheckpointFolder is { } elsewhere ? folders with { Checkpoints = elsewhere } : folders;
        return services.AddShouwenStorage(folders, database =>
        {
            switch (options.Provider)
            {
                case "sqlite":
                    SqliteStorage.Configure(database, Path.Combine(options.DataFolder, "shouwen.db"));
                    break;
                case "postgresql":
                    PostgreSqlStorage.Configure(database, options.ConnectionString ?? throw new InvalidOperationException("PostgreSQL needs a connection string."));
                    break;
                default:
                    throw new InvalidOperationException($"The database must be sqlite or postgresql, not “{options.Provider}”.");
            }
        });
    }
}
