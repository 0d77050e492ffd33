using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary>The console: colours and the window's width for a person, plain unbroken lines for a pipe or a file.</summary>
internal static class Terminal
{
    private const int Unbroken = 4000;

    public static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
        console.Profile.Width = Unbroken;
        return console;
    }
}
