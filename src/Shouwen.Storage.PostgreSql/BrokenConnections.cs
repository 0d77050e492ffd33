using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Shouwen.Storage.PostgreSql;

/// <summary>
/// Lets go of all idle connections when one turns out to be broken. What broke it, a network that went away or a server that moved, has most likely broken the others too, and each would cost whoever
/// gets it next a whole time-out.
/// </summary>
internal sealed class BrokenConnections : IDbCommandInterceptor, IDbTransactionInterceptor
{
    public static readonly BrokenConnections Instance = new();

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => LetGo(eventData.Context, eventData.Exception);

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        LetGo(eventData.Context, eventData.Exception);
        return Task.CompletedTask;
    }

    public void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => LetGo(eventData.Context, eventData.Exception);

    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        LetGo(eventData.Context, eventData.Exception);
        return Task.CompletedTask;
    }

    // An answer of the server, even a refusal, came over a connection that works.
    private static void LetGo(DbContext? context, Exception failure)
    {
        if (failure is NpgsqlException and not PostgresException && context?.Database.GetDbConnection() is NpgsqlConnection connection)
        {
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
