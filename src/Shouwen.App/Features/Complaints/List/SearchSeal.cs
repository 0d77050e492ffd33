using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>Keeps the names, phones and words that people look for out of addresses, which browsers and proxies write down.</summary>
public sealed class SearchSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("list search");

    /// <summary>The same filter, whose address tells what is looked for to this server only.</summary>
    public ListFilter Seal(ListFilter filter) => filter is { Q: null, Phone: null, Name: null } ? filter with { Sought = null }
        : filter with { Sought = protector.Protect(JsonSerializer.Serialize(new[] { filter.Q, filter.Phone, filter.Name })) };

    /// <summary>The filter that an address asks for. What somebody typed into the address in clear is sealed for the links that follow.</summary>
    public ListFilter Open(ListFilter filter)
    {
        try
        {
            return filter.Sought is null ? Seal(filter) : JsonSerializer.Deserialize<string?[]>(protector.Unprotect(filter.Sought)) is [var words, var phone, var name] ? filter with { Q = words, Phone = phone, Name = name } : filter with { Sought = null };
        }
        catch (CryptographicException) // not ours, or of keys that are gone
        {
            return filter with { Sought = null };
        }
    }
}
