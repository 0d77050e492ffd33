namespace Shouwen.App.Web;

/// <summary>Mistakes of configuration with which a server must not start; each refusal says how to mend it.</summary>
public static class StartChecks
{
    private const int ShortestDemoPassword = 8;

    /// <exception cref="StartRefusedException">Something is configured so.</exception>
    public static void Check(IConfiguration configuration, IHostEnvironment environment, ShouwenOptions options)
    {
        CheckNames(configuration, options);
        CheckProxies(configuration, options);
        CheckSecrets(options);
        if (options.IsExposed)
        {
            CheckTelling(configuration, environment);
        }
    }

    private static void CheckNames(IConfiguration configuration, ShouwenOptions options)
    {
        IEnumerable<string> given = [.. (configuration["AllowedHosts"] ?? "").Split(';'), .. options.AllowedHosts, .. options.StaffHosts, .. options.ApiHosts, .. options.PortalHosts];
        Refuse(given.Any(name => name.Contains('*', StringComparison.Ordinal)), "AllowedHosts 不能用 *：别人可以借请求里的名称伪造链接。请逐个写明名称，如 --Shouwen:AllowedHosts:0=shouwen.bank.example");
        _ = new HostNames(options);
    }

    private static void CheckProxies(IConfiguration configuration, ShouwenOptions options)
    {
        Refuse(
            configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"),
            "ASPNETCORE_FORWARDEDHEADERS_ENABLED 会相信任何人写的来源地址。请去掉，并在 Shouwen:Proxies 写明代理服务器的网段，如 10.0.0.0/24");
        Refuse(options.Proxies.Any(network => System.Net.IPNetwork.Parse(network).PrefixLength == 0), "Shouwen:Proxies 不能是所有地址（/0）：那等于相信任何人写的来源地址。请写明代理服务器的网段，如 10.0.0.0/24");
    }

    private static void CheckSecrets(ShouwenOptions options)
    {
        Refuse(options.DemoPassword is { Length: < ShortestDemoPassword }, $"Shouwen:DemoPassword 至少 {ShortestDemoPassword} 个字符；去掉它，每次启动会另定一个");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var data = Path.GetFullPath(options.DataFolder);
        CheckMode(data, isFolder: true, "数据文件夹");
        CheckMode(Path.Combine(data, "keys"), isFolder: true, "密钥文件夹");
        var keys = Path.Combine(data, "keys");
        foreach (var key in Directory.Exists(keys) ? Directory.GetFiles(keys) : [])
        {
            CheckMode(key, isFolder: false, "密钥文件");
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void CheckMode(string path, bool isFolder, string called)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var isThere = isFolder ? Directory.Exists(path) : File.Exists(path);
        Refuse(isThere && (File.GetUnixFileMode(path) & ~Owner) != 0, $"{called} {path} 别的用户也能读写。请只留给运行首问的用户：chmod {(isFolder ? "700" : "600")} {path}");
    }

    // What tells whoever asks, or whoever reads the logs, more than they should know.
    private static void CheckTelling(IConfiguration configuration, IHostEnvironment environment)
    {
        Refuse(environment.IsDevelopment(), "开发环境的错误页会显示源代码和请求内容。请设 ASPNETCORE_ENVIRONMENT=Production，或只监听 127.0.0.1");
        Refuse(configuration.GetValue<bool>(WebHostDefaults.DetailedErrorsKey), "detailedErrors 会把出错的细节显示给用户。请去掉这个设置");
        var talkative = configuration.GetSection("Logging").AsEnumerable().FirstOrDefault(setting => setting.Key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase)
            && setting.Value is { } level && (level.Equals("Debug", StringComparison.OrdinalIgnoreCase) || level.Equals("Trace", StringComparison.OrdinalIgnoreCase))).Key;
        Refuse(talkative is not null, $"日志级别 {talkative} 太细，会把客户的内容写进日志。请设为 Information 或更高；调试时只监听 127.0.0.1");
    }

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new StartRefusedException(message);
        }
    }
}
