namespace Shouwen.App.Web;

/// <summary>By which names this server is called, and what it offers under which.</summary>
internal sealed class HostNames
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    private readonly HashSet<string> all, staff, api;

    /// <exception cref="StartRefusedException">It listens on every address and nothing says by which name it is called.</exception>
    public HostNames(ShouwenOptions options)
    {
        var named = options.AllowedHosts.Concat(options.StaffHosts).Concat(options.ApiHosts).Concat(options.PortalHosts).Concat(Listened(options.Urls)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (options.PublicUrl is { } address)
        {
            named.Add(new Uri(address).Host);
        }

        all = named.Concat(ThisMachine).ToHashSet(StringComparer.OrdinalIgnoreCase);
        staff = Of(options.StaffHosts);
        api = Of(options.ApiHosts);
        if (options.IsExposed && named.Count == 0)
        {
            throw new StartRefusedException($"--urls {options.Urls} 监听所有地址，须写明用户以什么名称访问：--Shouwen:PublicUrl=https://shouwen.bank.example，或 --Shouwen:AllowedHosts:0=shouwen.bank.example");
        }

        HashSet<string> Of(IReadOnlyList<string> given) => (given.Count > 0 ? given : all.Except(options.PortalHosts, StringComparer.OrdinalIgnoreCase)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public bool Knows(HostString host) => all.Contains(host.Host);

    public bool HasStaffPages(HostString host) => staff.Contains(host.Host);

    public bool HasApi(HostString host) => api.Contains(host.Host);

    // Addresses that stand for every one name nothing.
    private static IEnumerable<string> Listened(string urls) =>
        urls.Split(';').Select(url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : "").Where(host => host is not ("" or "0.0.0.0" or "[::]") && !ThisMachine.Contains(host));
}
