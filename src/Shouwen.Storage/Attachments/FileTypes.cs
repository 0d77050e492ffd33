namespace Shouwen.Storage.Attachments;

/// <summary>A kind of file that may be attached.</summary>
/// <param name="Name">For people.</param>
/// <param name="Extensions">Those that agree with the content, the usual one first.</param>
public sealed record FileType(string Name, string ContentType, params string[] Extensions);

/// <summary>The kinds of files that may be attached; nothing else is. Archives are not: nobody sees what is in them.</summary>
public static class FileTypes
{
    public static readonly FileType
        Pdf = new("PDF", "application/pdf", ".pdf"),
        Jpeg = new("JPG 图片", "image/jpeg", ".jpg", ".jpeg"),
        Png = new("PNG 图片", "image/png", ".png"),
        Gif = new("GIF 图片", "image/gif", ".gif"),
        Webp = new("WebP 图片", "image/webp", ".webp"),
        Heic = new("HEIC 图片", "image/heic", ".heic", ".heif"),
        Docx = new("Word 文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        Xlsx = new("Excel 表格", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        Pptx = new("PowerPoint 演示", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"),
        Doc = new("Word 97 文档", "application/msword", ".doc"),
        Xls = new("Excel 97 表格", "application/vnd.ms-excel", ".xls"),
        Text = new("文本", "text/plain", ".txt"),
        Csv = new("CSV 表格", "text/csv", ".csv"),
        Mp3 = new("MP3 录音", "audio/mpeg", ".mp3"),
        Wav = new("WAV 录音", "audio/wav", ".wav"),
        M4a = new("M4A 录音", "audio/mp4", ".m4a"),
        Mp4 = new("MP4 视频", "video/mp4", ".mp4");

    public static readonly IReadOnlyList<FileType> All = [Pdf, Jpeg, Png, Gif, Webp, Heic, Docx, Xlsx, Pptx, Doc, Xls, Text, Csv, Mp3, Wav, M4a, Mp4];

    /// <summary>What may be attached, in words.</summary>
    public const string Words = "PDF、图片（JPG、PNG、GIF、WebP、HEIC）、Word、Excel、PowerPoint、文本（TXT、CSV）、录音（MP3、WAV、M4A）和视频（MP4）";

    public static string TooLarge(long most) => $"文件超过 {most / (1024 * 1024)} MB，不能上传。请压缩，或分成几份再选";

    public static FileType? Find(string contentType) => All.FirstOrDefault(type => type.ContentType == contentType);
}
