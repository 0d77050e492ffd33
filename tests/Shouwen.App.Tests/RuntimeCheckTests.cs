using Shouwen.App.Web;

namespace Shouwen.App.Tests;

public sealed class RuntimeCheckTests
{
    [Fact]
    [Trait("PastBug", "60")]
    public void Runtime_WithTheSecurityHole_IsRefused()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => RuntimeCheck.ThrowIfTooOld(new Version(10, 0, 6)));

        Assert.Contains("CVE-2026-40372", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runtime_OldestWithoutTheHole_IsAccepted() => RuntimeCheck.ThrowIfTooOld(new Version(10, 0, 7));
}
