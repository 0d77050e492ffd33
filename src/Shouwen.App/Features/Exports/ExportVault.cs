using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Shouwen.App.Features.Complaints.List;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Exports;

/// <summary>Encrypts what an export asked for and what is in its file.</summary>
public sealed class ExportVault(KeyRing keys)
{
    public byte[] Seal(Guid export, ListFilter filter) => keys.Protect(Purposes.ExportQuery(export), Encoding.UTF8.GetBytes((filter with { Sought = null }).Href.Split('?', 2) is [_, var parts] ? parts : ""));

    /// <summary>The list that an export asks for, as the address of the list had it.</summary>
    public ListFilter FilterOf(ExportRow row) => ListFilter.Parse(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(keys.Unprotect(Purposes.ExportQuery(row.Id), row.Query))));

    public ExportPartRow Seal(Guid export, int ordinal, byte[] content) => new() { ExportId = export, Ordinal = ordinal, Content = keys.Protect(Purposes.ExportPart(export, ordinal), content) };

    public byte[] Open(ExportPartRow part) => keys.Unprotect(Purposes.ExportPart(part.ExportId, part.Ordinal), part.Content);
}
