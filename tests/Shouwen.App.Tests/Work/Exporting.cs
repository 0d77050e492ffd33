using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.Exports;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Work;

internal static class Exporting
{
    /// <summary>Asks for a list as a file, has it made and fetches it.</summary>
    public static async Task<HttpResponseMessage> ExportAsync(this TestHost host, HttpClient client, string reason, string list = "/complaints")
    {
        await client.PostFormAsync(list, "/complaints/export", ("reason", reason));
        await host.MakeExportsAsync();
        return await client.PostFormAsync("/exports", await client.FetchFormAsync() ?? throw new InvalidOperationException("No file was made."));
    }

    /// <summary>Makes what may be made, or waits until the server's own job has.</summary>
    public static async Task MakeExportsAsync(this TestHost host)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = host.Database.CreateDbContext();
        do
        {
            await host.Services.GetRequiredService<ExportMaking>().RunAsync(cancellation);
        }
        while (await db.Exports.AnyAsync(row => row.IsApproved && row.DoneAt == null && row.Problem == null, cancellation));
    }

    /// <summary>Where the form goes that fetches the latest file; null where there is none.</summary>
    public static async Task<string?> FetchFormAsync(this HttpClient client) => Form(await client.PageAsync("/exports"), "fetch");

    /// <summary>Where the first form goes that fetches a file or decides on one.</summary>
    public static string? Form(AngleSharp.Html.Dom.IHtmlDocument page, string what) =>
        page.Forms.Select(form => form.GetAttribute("action")).FirstOrDefault(action => action is not null && action.StartsWith("/exports/", StringComparison.Ordinal) && action.EndsWith("/" + what, StringComparison.Ordinal));
}
