using System.Net;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Matters;

/// <summary>Opens a matter by its form.</summary>
internal static class Openings
{
    /// <returns>The path of its page.</returns>
    public static async Task<string> OpenAsync(this HttpClient client, string kind, params (string Name, string Value)[] fields)
    {
        var answer = await client.PostFormAsync($"/matters/{kind}/new", $"/matters/{kind}/new", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, (await answer.PageAsync()).QuerySelector(".sw-errors")?.TextContent);
        return new Uri(client.BaseAddress!, answer.Headers.Location!).AbsolutePath; // a redirect has one
    }
}
