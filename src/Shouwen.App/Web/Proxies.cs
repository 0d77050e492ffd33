using Microsoft.AspNetCore.HttpOverrides;

namespace Shouwen.App.Web;

/// <summary>Believes a proxy about the address and scheme of a request only when it is one of ours.</summary>
internal static class Proxies
{
    public static void UseProxies(this WebApplication app, ShouwenOptions options)
    {
        if (options.Proxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.Proxies)
        {
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        app.UseForwardedHeaders(forwarded);
    }
}
