using Microsoft.Extensions.Configuration;
using Shouwen.App.Web;

namespace Shouwen.App.Tests.Web;

public sealed class ShouwenOptionsTests
{
    [Theory]
    [InlineData("--database", "Shouwen:Database=mysql")]
    [InlineData("--connection", "Shouwen:Database=postgresql")]
    [InlineData("Proxies", "Shouwen:Proxies:0=proxy.example")]
    [InlineData("/no/such/folder", "Shouwen:Attachments=/no/such/folder")]
    [InlineData("AttachmentMegabytes", "Shouwen:AttachmentMegabytes=0")]
    [InlineData("SecondFactor", "Shouwen:SecondFactor=none")]
    [InlineData("SessionLimit", "Shouwen:SessionLimit=00:10:00")]
    [InlineData("IdleLimit", "Shouwen:IdleLimit=00:00:10")]
    [InlineData("--demo", "Shouwen:Demo=true", "urls=http://0.0.0.0:5180")]
    [InlineData("--demo", "Shouwen:Demo=true", "urls=http://127.0.0.1:5180;http://bank.example:80")]
    public void Start_ConfiguredWrongly_IsRefusedNamingTheSetting(string named, params string[] settings)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => From(settings));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_OnThisMachine_IsAllowed() => Assert.True(From("Shouwen:Demo=true", "urls=http://127.0.0.1:5080").Demo);

    [Theory]
    [InlineData("urls=https://0.0.0.0:443", true)]
    [InlineData("Shouwen:PublicUrl=https://shouwen.bank.example", true)]
    [InlineData("urls=http://127.0.0.1:5180", false)]
    public void Https_IsKnownFromTheAddresses(string setting, bool isHttps) => Assert.Equal(isHttps, From(setting).IsHttps);

    [Theory]
    [InlineData(true)]
    [InlineData(true, "environment=Production")]
    [InlineData(false, "environment=Development")]
    [InlineData(true, "environment=Development", "Shouwen:SecondFactor=required")]
    [InlineData(false, "Shouwen:Demo=true", "urls=http://127.0.0.1:5180")]
    [InlineData(false, "Shouwen:SecondFactor=offered")]
    public void SecondFactor_UnlessSaidOtherwise_IsRequiredOutsideDemoAndDevelopment(bool isRequired, params string[] settings) => Assert.Equal(isRequired, From(settings).IsSecondFactorRequired);

    private static ShouwenOptions From(params string[] settings) =>
        ShouwenOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build());
}
