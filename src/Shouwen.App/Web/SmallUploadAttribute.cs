using Microsoft.AspNetCore.Http.Metadata;

namespace Shouwen.App.Web;

/// <summary>A page that takes one small file with its form: it is kept in memory, never in a temporary file, and larger ones are refused.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SmallUploadAttribute : Attribute, IFormOptionsMetadata
{
    /// <summary>4 MiB.</summary>
    public const int Most = 4 << 20;

    public bool? BufferBody => null;

    public int? MemoryBufferThreshold => Most;

    public long? BufferBodyLengthLimit => null;

    public int? ValueCountLimit => null;

    public int? KeyLengthLimit => null;

    public int? ValueLengthLimit => null;

    public int? MultipartBoundaryLengthLimit => null;

    public int? MultipartHeadersCountLimit => null;

    public int? MultipartHeadersLengthLimit => null;

    public long? MultipartBodyLengthLimit => Most;
}
