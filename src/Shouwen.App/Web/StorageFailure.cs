using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Shouwen.App.Web;

/// <summary>What keeps the server from storing or reading: nothing that the request or the program has done wrong.</summary>
internal enum StorageFailure
{
    /// <summary>The disk of the database or of the attachments is full: nothing was stored.</summary>
    Full,

    /// <summary>The database does not answer. A commit may have reached it although its reply did not reach us.</summary>
    Away,
}

internal static class StorageFailures
{
    private const int DiskFull = 28, QuotaExceeded = 122; // errno, which .NET hands on as HResult
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int SqliteBusy = 5, SqliteIoError = 10, SqliteFull = 13, SqliteCannotOpen = 14;
    private const string ConnectionClass = "08", ShutdownClass = "57P", TooManyConnections = "53300";

    /// <summary>Looks through an exception and those within it; null where the storage is not to blame.</summary>
    public static StorageFailure? Of(Exception failure)
    {
        var away = false;
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (IsFull(cause))
            {
                return StorageFailure.Full;
            }

            away |= IsAway(cause);
        }

        return away ? StorageFailure.Away : null;
    }

    private static bool IsFull(Exception cause) => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull,
        PostgresException answer => answer.SqlState == PostgresErrorCodes.DiskFull,
        IOException file => file.HResult is DiskFull or QuotaExceeded or WindowsDiskFull,
        _ => false,
    };

    private static bool IsAway(Exception cause) => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteIoError or SqliteCannotOpen,
        PostgresException answer => answer.SqlState.StartsWith(ConnectionClass, StringComparison.Ordinal) || answer.SqlState.StartsWith(ShutdownClass, StringComparison.Ordinal) || answer.SqlState == TooManyConnections,
        NpgsqlException connection => connection.InnerException is IOException or TimeoutException or System.Net.Sockets.SocketException or null,
        DbException other => other.IsTransient,
        _ => false,
    };
}
