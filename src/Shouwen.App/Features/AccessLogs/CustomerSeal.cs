using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Shouwen.App.Features.Complaints;
using Shouwen.Storage.Complaints;

namespace Shouwen.App.Features.AccessLogs;

/// <summary>A customer looked for by phone or id number.</summary>
/// <param name="Label">What was typed, masked.</param>
/// <param name="Phone">Blind index, if it can be a phone.</param>
/// <param name="IdNumber">Blind index of the same text as an id number.</param>
public sealed record SoughtCustomer(string Label, byte[]? Phone, byte[]? IdNumber);

/// <summary>Turns a typed phone or id number into a word for the address line from which only this server gets its blind indexes back, and nobody the number.</summary>
public sealed class CustomerSeal(BlindIndexes indexes, IDataProtectionProvider protection)
{
    private const int FewestDigits = 7;

    private readonly IDataProtector protector = protection.CreateProtector("access-log customer");

    /// <summary>Null where the text can be neither.</summary>
    public string? Seal(string? typed)
    {
        var text = typed?.Trim() ?? "";
        var digits = text.Count(char.IsAsciiDigit);
        if (digits < FewestDigits || text.Length > 60)
        {
            return null;
        }

        var customer = new SoughtCustomer(Masks.IdNumber(text), indexes.Phone(text), indexes.IdNumber(text));
        return protector.Protect(JsonSerializer.Serialize(customer));
    }

    /// <summary>Null where the word is not ours.</summary>
    public SoughtCustomer? Open(string? sealedText)
    {
        try
        {
            return sealedText is null ? null : JsonSerializer.Deserialize<SoughtCustomer>(protector.Unprotect(sealedText));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
