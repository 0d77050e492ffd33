using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.AccessLogs;

/// <summary>The forms of the access log. What is looked for is posted, so that no phone or id number ever stands in an address.</summary>
internal static class AccessLogEndpoints
{
    public const string Find = "/access-log/find";
    public const string Export = "/access-log/export";
    public const int Most = 5000;

    public static void MapAccessLog(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Find, FindAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadCases, Capability.ReadAccessLog).WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(Export, ExportAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadCases, Capability.ReadAccessLog).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    /// <param name="typed">A phone or id number; the one sealed before stays where nothing is typed.</param>
    private static async Task<IResult> FindAsync([FromForm(Name = "typed")] string? typed, HttpRequest request, CustomerSeal customers, Flash flash)
    {
        var filter = AccessFilter.Parse(await request.ReadFormAsync()) with { After = null };
        if (!string.IsNullOrWhiteSpace(typed))
        {
            filter = filter with { Customer = customers.Seal(typed) };
            if (filter.Customer is null)
            {
                flash.Show(FlashKind.Refused, "请输入完整的手机号或证件号码");
            }
        }

        return Results.LocalRedirect(filter.Href);
    }

    private static async Task<IResult> ExportAsync([FromForm] string? reason, [FromForm] string? format, HttpRequest request, AccessFinder finder, AccessLog log, CurrentActor who, House house, Flash flash, TimeProvider clock, CancellationToken cancellationToken)
    {
        var filter = AccessFilter.Parse(await request.ReadFormAsync(cancellationToken)) with { After = null };
        if (string.IsNullOrWhiteSpace(reason))
        {
            flash.Show(FlashKind.Refused, "请写明导出事由，再导出");
            return Results.LocalRedirect(filter.Href);
        }

        var page = await finder.PageAsync(filter, Most, cancellationToken);
        await log.RecordAsync("", "access-log-export", reason.Trim(), cancellationToken);
        var mark = OfficeFile.Watermark($"访问日志 · {page.Rows.Count} 条{(page.Next is null ? "" : $"（只导出最近 {Most} 条）")}", reason.Trim(), who, house, clock);
        return OfficeFile.Send("access-log", format, [[mark], AccessWords.Heads, .. page.Rows.Select(row => Line(row, house))], house.Calendar.Local(clock.GetUtcNow()));
    }

    private static IReadOnlyList<string> Line(Storage.Rows.AccessLogRow row, House house) =>
    [
        house.Calendar.Local(row.At).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), AccessWords.Name(row, house.Institution), row.Person, AccessWords.PostAndUnit(row, house.Institution),
        row.Number, AccessWords.What(row.What), AccessWords.OfFields(row.Fields), AccessWords.Reason(row), row.Source ?? "",
    ];
}
