using Shouwen.App.Web;

namespace Shouwen.App;

public static class RuntimeCheck
{
    /// <summary>Older runtimes let a forged cookie pass Data Protection (CVE-2026-40372).</summary>
    public static readonly Version Oldest = new(10, 0, 7);

    public static void ThrowIfTooOld(Version running)
    {
        if (running < Oldest)
        {
            throw new StartRefusedException($"首问需要 .NET {Oldest} 或更新，而这里是 {running}：旧版有安全漏洞（CVE-2026-40372），能伪造登录。请安装最新的 .NET 10 运行时");
        }
    }
}
