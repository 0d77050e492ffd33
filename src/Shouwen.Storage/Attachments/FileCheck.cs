using Shouwen.Domain.Actions;

namespace Shouwen.Storage.Attachments;

/// <summary>Whether a file may be attached; if not, what its sender should do.</summary>
internal static class FileCheck
{
    public static (FileType? Type, string? Problem) Judge(string name, IReadOnlyList<FileType> content)
    {
        var extension = FileName.ExtensionOf(name).ToLowerInvariant();
        if (content.FirstOrDefault(type => type.Extensions.Contains(extension)) is { } type)
        {
            return (type, null);
        }

        var isKnown = FileTypes.All.Any(known => known.Extensions.Contains(extension));
        return (null, content.Count > 0 && (isKnown || extension.Length == 0) ? $"内容是“{content[0].Name}”，文件名却{Ending(extension)}。请核对文件，或把文件名改为以 {content[0].Extensions[0]} 结尾，再选一次"
            : isKnown ? $"文件名以 {extension} 结尾，内容却不是。请用原来的程序打开，另存后再选一次"
            : $"不能上传{(extension.Length == 0 ? "没有扩展名的" : $" {extension} ")}文件。可以上传{FileTypes.Words}；压缩包请解压后逐个上传");
    }

    public const string Empty = "文件是空的。请打开核对后再选一次";

    public const string Several = "一次只能上传一个文件，请逐个上传";

    public static FieldError Error(string path, string problem) => new(path, FieldError.Malformed, problem, default);

    private static string Ending(string extension) => extension.Length == 0 ? "没有扩展名" : $"以 {extension} 结尾";
}
