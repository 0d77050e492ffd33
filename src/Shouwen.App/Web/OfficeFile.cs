using System.Globalization;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Import;
using Shouwen.App.Ui;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Web;

/// <summary>A table for the office, as a workbook or comma-separated, whose first line says who took it, when and why.</summary>
internal static class OfficeFile
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What is exported and how much of it, then who, when and why.</summary>
    public static string Watermark(string what, string reason, CurrentActor who, House house, TimeProvider clock) => Watermark(what, reason, who.Person, who.Post, house, clock.GetUtcNow());

    /// <summary>The same of somebody who does not ask just now.</summary>
    public static string Watermark(string what, string reason, Person person, Assignment post, House house, DateTimeOffset now) =>
        $"{house.Institution.Name} {what} · {person.Name}（{person.StaffNumber ?? person.Id}，{house.Institution.LabelOf(person, post)}）于 {Words.Stamp(house.Calendar.Local(now))} 导出 · 事由：{reason} · 仅供内部使用，导出已留痕";

    /// <param name="name">Of the file, without day and ending.</param>
    /// <param name="format"><c>xlsx</c>; anything else is comma-separated.</param>
    public static IResult Send(string name, string? format, IEnumerable<IReadOnlyList<string>> rows, DateTimeOffset now)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{now:yyyyMMdd-HHmm}");
        return format == "xlsx" ? Results.File(SheetFile.Write("Sheet1", rows), Workbook, file + ".xlsx") : Results.File(Csv.Write(rows), "text/csv; charset=utf-8", file + ".csv");
    }
}
