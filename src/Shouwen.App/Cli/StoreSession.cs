using System.CommandLine;
using Shouwen.App.Api;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Web;
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
