using System.CommandLine;
using Shouwen.App.Api;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage;

namespace Shouwen.App.Cli;

/// <summary>Database and rules opened for one command, as the server would open them.</summary>
internal sealed class StoreSession : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private StoreSession(ServiceProvider services) => this.services = services;

    public House House => services.GetRequiredService<House>();

    public Accounts Accounts => services.GetRequiredService<Accounts>();

    public Factors Factors => services.GetRequiredService<Factors>();

    public PolicyRebind Rebind => services.GetRequiredService<PolicyRebind>();

    public ApiKeys ApiKeys => services.GetRequiredService<ApiKeys>();

    public string WelcomeLink(string code) => Welcoming.LinkOf(services.GetRequiredService<ShouwenOptions>(), code);

    /// <summary>Why the organisation is changed; it stands in its journal.</summary>
    public static Option<string> Reason() => new("--reason") { Description = "理由，记入变更记录", Required = true };

    /// <summary>A command whose options say where the data is.</summary>
    /// <param name="parts">Its own arguments and options.</param>
    public static Command Command(string name, string description, IEnumerable<Symbol> parts, Func<StoreSession, ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var part in parts)
        {
            Add(command, part);
        }

        Array.ForEach(StoreOptions.Create(), command.Add);
        command.SetAction(async (parse, cancellation) =>
        {
            await using var session = await OpenAsync(StoreOptions.Read(parse), cancellation);
            return await run(session, parse, cancellation);
        });
        return command;
    }

    /// <summary>A change of the organisation by whoever operates the machine, through its journal; says on the error output what speaks against it.</summary>
    public async Task<bool> ChangeAsync(string action, CancellationToken cancellation, params (string Name, object? Value)[] fields)
    {
        var request = new HandleRequest(action, Input.Map(fields), Actor.System) { Number = Organisation.Number, Kind = AggregateKind.Organisation };
        var result = await services.GetRequiredService<ComplaintHandler>().HandleAsync(request, cancellation);
        foreach (var refusal in (result as Refused)?.Refusals ?? [])
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
        }

        return result is Done;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static async Task<StoreSession> OpenAsync(ShouwenOptions options, CancellationToken cancellation) => new(await Store.OpenAsync(options, cancellation, services =>
    {
        services.AddAccounts();
        services.AddSingleton<ApiKeys>();
    }));

    private static void Add(Command command, Symbol part)
    {
        if (part is Argument argument)
        {
            command.Add(argument);
        }
        else
        {
            command.Add((Option)part);
        }
    }
}
