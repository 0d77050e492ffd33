using System.CommandLine;
using Shouwen.App.Web;

namespace Shouwen.App.Cli;

/// <summary>The command line of the one executable. Without a command it serves.</summary>
internal static class ShouwenCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        // The host ends itself in order when the process is told to stop, and start-up mistakes are sentences, not stack traces.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        try
        {
            RuntimeCheck.ThrowIfTooOld(Environment.Version);
            return await Create().Parse(args).InvokeAsync(invocation);
        }
        catch (StartRefusedException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("首问 Shouwen：投诉处理系统")
        {
            ServeCommand.Create(), DemoCommand.Create(), ImportCommand.Create(), SimulateCommand.Create(), PolicyCommand.Create(), UserCommand.Create(), KeyCommand.Create(), MasterKeyCommand.Create(), JournalCommand.Create(), BackupCommand.Create(), RestoreCommand.Create(),
        };
        ServeCommand.Configure(root); // without a command it serves
        return root;
    }
}
