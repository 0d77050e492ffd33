namespace Shouwen.App;

public static class RuntimeCheck
{
    /// <summary>Older runtimes let a forged cookie pass Data Protection (CVE-2026-40372).</summary>
    public static readonly Version Oldest = new(10, 0, 7);

    public static void ThrowIfTooOld(Version running)
    {
        if (running < Oldest)
        {
            throw new PlatformNotSupportedException(
                $"Shouwen needs .NET {Oldest} or newer and runs on {running}: older ones have a security hole (CVE-2026-40372). Install the current .NET 10 runtime.");
        }
    }
}
