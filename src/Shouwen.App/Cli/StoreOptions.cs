using System.CommandLine;
using Shouwen.App.Web;

namespace Shouwen.App.Cli;

/// <summary>Where the data is and whose: options that every command takes which opens it, and the settings they stand for.</summary>
internal static class StoreOptions
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["--data"] = "Shouwen:Data",
        ["--root"] = "Shouwen:Root",
        ["--institution"] = "Shouwen:Institution",
        ["--database"] = "Shouwen:Database",
        ["--connection"] = "Shouwen:Connection",
        ["--demo"] = "Shouwen:Demo",
        ["--urls"] = "urls",
    };

    public static Option[] Create() =>
    [
        new Option<string>("--data") { Description = "数据和密钥所在的文件夹（默认 ./data/机构）" },
        new Option<string>("--root") { Description = "含 policies、institutions、calendars 的文件夹（默认当前目录，否则程序所在目录）" },
        new Option<string>("--institution") { Description = "institutions 下的机构（默认 sample-bank）" },
        new Option<string>("--database") { Description = "sqlite（默认）或 postgresql" },
        new Option<string>("--connection") { Description = "PostgreSQL 的连接字符串" },
    ];

    /// <summary>The options as given, read as the server reads its own.</summary>
    public static ShouwenOptions Read(ParseResult parse) =>
        ShouwenOptions.From(new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(Settings(parse, parse.CommandResult.Command.Options)).Build());

    /// <summary>The settings for which an option was given.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(ParseResult parse, IEnumerable<Option> options) =>
        options.Where(option => Names.ContainsKey(option.Name)).Select(option => (Name: Names[option.Name], Result: parse.GetResult(option)))
            .Where(option => option.Result is { Implicit: false })
            .Select(option => KeyValuePair.Create(option.Name, option.Result!.Tokens is [var token, ..] ? token.Value : "true"))!; // filtered: not null
}
