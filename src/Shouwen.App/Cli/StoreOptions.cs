using System.CommandLine;
using Shouwen.App.Web;

namespace Shouwen.App.Cli;

/// <summary>Where the data is: options that every command takes which opens it, and the settings they stand for.</summary>
internal static class StoreOptions
{
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["--data"] = "Shouwen:Data",
        ["--root"] = "Shouwen:Root",
        ["--database"] = "Shouwen:Database",
        ["--connection"] = "Shouwen:Connection",
    };

    public static Option[] Create() =>
    [
        new Option<string>("--data") { Description = "数据和密钥所在的文件夹（默认 ./data）" },
        new Option<string>("--root") { Description = "含 policies、institutions、calendars 的文件夹（默认当前目录，否则程序所在目录）" },
        new Option<string>("--database") { Description = "sqlite（默认）或 postgresql" },
        new Option<string>("--connection") { Description = "PostgreSQL 的连接字符串" },
    ];

    /// <summary>The options as given, read as the server reads its own.</summary>
    /// <param name="more">Further settings by their configuration key.</param>
    public static ShouwenOptions Read(ParseResult parsed, params (string Key, string? Value)[] more)
    {
        var given = Settings.Select(setting => KeyValuePair.Create(setting.Value, parsed.GetValue<string?>(setting.Key))).Concat(more.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        return ShouwenOptions.From(new ConfigurationBuilder().AddEnvironmentVariables("SHOUWEN__").AddInMemoryCollection(given.Where(pair => pair.Value is not null)).Build());
    }
}
