using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shouwen.Testing;

/// <summary>A command as it was sent, the first of its text.</summary>
public sealed record SentCommand(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);

/// <summary>Sees the commands that a server sends to its database.</summary>
public sealed class CommandWatch : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<string, SentCommand> sent = [];

    /// <summary>Each text once.</summary>
    public IEnumerable<SentCommand> Sent => sent.Values;

    public void Forget() => sent.Clear();

    /// <summary>Is told of each before it is sent.</summary>
    public Action<string>? OnSending { get; set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        See(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        See(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        See(command);
        return ValueTask.FromResult(result);
    }

    private void See(DbCommand command)
    {
        OnSending?.Invoke(command.CommandText);
        sent.TryAdd(command.CommandText, new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
    }
}
