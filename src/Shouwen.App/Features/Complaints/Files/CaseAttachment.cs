using System.Globalization;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Attachments;

namespace Shouwen.App.Features.Complaints;

/// <summary>One attachment as the case page lists it.</summary>
/// <param name="Type">PDF, Word 文档; null where only a name was recorded.</param>
/// <param name="Href">Where it is downloaded, or null where there is no file.</param>
public sealed record CaseAttachment(Entry Entry, string Name, string? Type, string? Size, string? Href)
{
    /// <summary>The latest first.</summary>
    public static IReadOnlyList<CaseAttachment> Of(CaseSight sight) => [.. sight.Complaint.Entries.Where(entry => entry.Action == "attach").Reverse().Select(entry => Of(entry, sight))];

    /// <summary>812 字节, 36.5 KB, 12.0 MB</summary>
    public static string Words(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} 字节",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MB"),
    };

    private static CaseAttachment Of(Entry entry, CaseSight sight) => Attachment.Of(entry) is { } file
        ? new(entry, file.Name, FileTypes.Find(file.ContentType)?.Name, Words(file.Size), ComplaintLinks.File(sight.Number, entry.Position))
        : new(entry, entry.Data.Text("file") ?? (sight.Complaint.Stage == Stage.Destroyed ? "已销毁" : ""), null, null, null);
}
