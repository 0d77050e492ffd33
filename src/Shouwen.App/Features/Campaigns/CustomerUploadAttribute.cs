using Microsoft.AspNetCore.Http.Metadata;

namespace Shouwen.App.Features.Campaigns;

/// <summary>A page that takes a list of customers with its form: it is kept in memory, never in a temporary file in clear, and larger ones are refused.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomerUploadAttribute : Attribute, IFormOptionsMetadata
{
    public bool? BufferBody => null;

    public int? MemoryBufferThreshold => CustomerSheet.Most;

    public long? BufferBodyLengthLimit => null;

    public int? ValueCountLimit => null;

    public int? KeyLengthLimit => null;

    public int? ValueLengthLimit => null;

    public int? MultipartBoundaryLengthLimit => null;

    public int? MultipartHeadersCountLimit => null;

    public int? MultipartHeadersLengthLimit => null;

    public long? MultipartBodyLengthLimit => CustomerSheet.Most;
}
