using System.CommandLine;
using Shouwen.App.Web;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen serve</c>: pages, API and background work until the process is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "提供页面和接口，办理后台工作（不写命令时即此）");
        Configure(command);
        return command;
    }

    public static void Configure(Command command)
    {
        Option[] options =
        [
            .. StoreOptions.Create(),
            new Option<string>("--urls") { Description = "监听地址，多个以分号隔开（默认 http://127.0.0.1:5180）" },
            new Option<bool?>("--demo") { Description = "登录页列出演示账号，密码每次启动另定" },
        ];
        Array.ForEach(options, command.Add);
        command.TreatUnmatchedTokensAsErrors = false; // settings of ASP.NET, as --Logging:LogLevel:Default=Debug
        command.SetAction(async (parse, cancellation) => await ServeAsync(Arguments(parse, options), cancellation));
    }

    private static async Task<int> ServeAsync(string[] settings, CancellationToken cancellation)
    {
        await using var app = await ShouwenHost.BuildAsync(settings);
        await app.RunAsync(cancellation);
        return 0;
    }

    private static string[] Arguments(ParseResult parse, IEnumerable<Option> options)
    {
        if (parse.UnmatchedTokens.FirstOrDefault(token => !IsSetting(token)) is { } stranger)
        {
            throw new StartRefusedException($"不认识的参数 {stranger}，见 shouwen --help");
        }

        return [.. parse.UnmatchedTokens, .. StoreOptions.Settings(parse, options).Select(setting => $"--{setting.Key}={setting.Value}")];
    }

    // --Section:Name=value, and what ASP.NET's own tools pass: its three names, and sections without a value.
    private static bool IsSetting(string token) => token.StartsWith("--", StringComparison.Ordinal) && token.Split('=', 2) is [var name, var value]
        && (name.Contains(':', StringComparison.Ordinal) || value.Length == 0 || name is "--environment" or "--contentRoot" or "--applicationName" or "--urls");
}
