using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Shouwen.App.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Web;

/// <summary>Each mistake with which a server does not start, and that it says what to change.</summary>
[Claim(70)]
public sealed class StartCheckTests
{
    private const string Open = "urls=http://10.1.2.3:5180";

    [Theory]
    [InlineData("AllowedHosts 不能用 *", "AllowedHosts=*")]
    [InlineData("AllowedHosts 不能用 *", "AllowedHosts=bank.example;*")]
    [InlineData("AllowedHosts 不能用 *", "Shouwen:AllowedHosts:0=*.bank.example")]
    [InlineData("须写明用户以什么名称访问", "urls=http://0.0.0.0:5180")]
    [InlineData("须写明用户以什么名称访问", "urls=http://*:5180")]
    [InlineData("会相信任何人写的来源地址", "FORWARDEDHEADERS_ENABLED=true")]
    [InlineData("Shouwen:Proxies 不能是所有地址", "Shouwen:Proxies:0=0.0.0.0/0")]
    [InlineData("Shouwen:Proxies 不能是所有地址", "Shouwen:Proxies:0=10.0.0.0/8", "Shouwen:Proxies:1=::/0")]
    [InlineData("Shouwen:DemoPassword 至少 8 个字符", "Shouwen:Demo=true", "Shouwen:DemoPassword=123456")]
    [InlineData("Shouwen:DemoPassword 至少 8 个字符", "Shouwen:DemoPassword=")]
    [InlineData("开发环境的错误页", Open, "environment=Development")]
    [InlineData("开发环境的错误页", "Shouwen:PublicUrl=https://bank.example", "environment=Development")]
    [InlineData("detailedErrors", Open, "detailedErrors=true")]
    [InlineData("日志级别 Logging:LogLevel:Default 太细", Open, "Logging:LogLevel:Default=Debug")]
    [InlineData("日志级别 Logging:Console:LogLevel:Microsoft.AspNetCore.HttpLogging 太细", Open, "Logging:Console:LogLevel:Microsoft.AspNetCore.HttpLogging=trace")]
    [InlineData("演示账号只供本机试用", Open, "Shouwen:Demo=true")]
    [InlineData("演示账号只供本机试用", "Shouwen:PublicUrl=https://bank.example", "Shouwen:Demo=true")]
    [InlineData("Shouwen:PublicUrl 应为完整地址", "Shouwen:PublicUrl=bank.example")]
    public void Start_WithAMistake_IsRefusedSayingWhatToChange(string says, params string[] settings)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Check(settings));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Open)]
    [InlineData("urls=http://0.0.0.0:5180", "Shouwen:AllowedHosts:0=bank.example")]
    [InlineData("urls=http://0.0.0.0:5180", "Shouwen:PublicUrl=https://bank.example", "Shouwen:Proxies:0=10.0.0.0/24")]
    [InlineData("environment=Development", "Logging:LogLevel:Default=Debug")]
    [InlineData("AllowedHosts=bank.example", "Shouwen:DemoPassword=long enough")]
    public void Start_WithoutAMistake_IsAllowed(params string[] settings) => Check(settings);

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    [Theory]
    [InlineData("", 493, "数据文件夹")] // 0755
    [InlineData("keys", 488, "密钥文件夹")] // 0750
    [InlineData("keys/master.key", 420, "密钥文件")] // 0644
    public void Secrets_ThatOthersMayRead_AreRefused(string path, int mode, string called)
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-start-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "keys"), (UnixFileMode)448);
            File.WriteAllText(Path.Combine(folder, "keys", "master.key"), "secret");
            File.SetUnixFileMode(Path.Combine(folder, "keys", "master.key"), (UnixFileMode)384);
            Check("Shouwen:Data=" + folder);
            File.SetUnixFileMode(Path.Combine(folder, path), (UnixFileMode)mode);

            var refusal = Assert.Throws<StartRefusedException>(() => Check("Shouwen:Data=" + folder));

            Assert.StartsWith(called, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("chmod", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    [Fact]
    public async Task DataFolder_MadeByTheServer_BelongsToItsOwnerAlone()
    {
        var folder = Path.Combine(Path.GetTempPath(), "shouwen-start-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using (await Testing.TestHost.StartAsync(Testing.Database.Sqlite, ("Shouwen:Data", folder)))
            {
                Assert.Equal((UnixFileMode)448, File.GetUnixFileMode(folder));
                Check("Shouwen:Data=" + folder);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("fsync", 0, "断电会丢失")]
    [InlineData("synchronous_commit", 0, "synchronous_commit")]
    [InlineData("", 61, "时钟与数据库相差 61 秒")]
    [InlineData("", -61, "时钟与数据库相差 61 秒")]
    public void Database_ThatForgetsOrTellsAnotherTime_IsRefused(string off, int ahead, string says)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => DatabaseCheck.Judge(off.Length == 0 ? [] : [off], TimeSpan.FromSeconds(ahead)));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_ThatKeepsEverything_IsAllowed() => DatabaseCheck.Judge([], TimeSpan.FromSeconds(-59));

    /// <summary>The servers of tests forgo durability, which is what the check is there to notice.</summary>
    [Fact]
    public async Task PostgreSql_ThatForgets_IsNoticed()
    {
        await using var host = await Testing.TestHost.StartAsync(Testing.Database.PostgreSql);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => DatabaseCheck.CheckAsync(host.Services, TestContext.Current.CancellationToken));

        Assert.Contains("fsync", refusal.Message, StringComparison.Ordinal);
    }

    private static void Check(params string[] settings)
    {
        var pairs = settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        StartChecks.Check(configuration, new Surroundings(pairs.GetValueOrDefault("environment") ?? "Production"), ShouwenOptions.From(configuration));
    }

    private sealed class Surroundings(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "shouwen";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
