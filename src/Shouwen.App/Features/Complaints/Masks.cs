using Shouwen.Domain.Actions;
using Shouwen.Storage.Complaints;

namespace Shouwen.App.Features.Complaints;

/// <summary>How personal data is written where nobody has asked to see it.</summary>
public static class Masks
{
    public static string Name(string? name) => string.IsNullOrWhiteSpace(name) ? "未留姓名" : Masking.Name(name);

    public static string Phone(string phone) => Masking.Phone(phone);

    /// <summary>w***@example.com</summary>
    public static string Email(string email) => Masking.Email(email);

    /// <summary>Keeps the district and hides the door: the first six characters.</summary>
    public static string Address(string address) => (address.Length > 6 ? address[..6] : address[..1]) + "****";

    /// <summary>310***********1234</summary>
    public static string IdNumber(string number) => number.Length > 7 ? number[..3] + new string('*', number.Length - 7) + number[^4..] : "****";

    /// <summary>By what the field tells.</summary>
    public static string Of(DataClass what, string text) => what switch
    {
        DataClass.Name => Name(text),
        DataClass.Phone => Phone(text),
        DataClass.Email => Email(text),
        DataClass.Address => Address(text),
        DataClass.IdNumber => IdNumber(text),
        DataClass.FreeText => FreeText.Masked(text),
        _ => text,
    };

    /// <summary>Free text; null and empty stay so.</summary>
    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? text : FreeText.Masked(text);
}
