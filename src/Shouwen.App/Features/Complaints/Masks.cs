namespace Shouwen.App.Features.Complaints;

/// <summary>How personal data is written where nobody has asked to see it.</summary>
public static class Masks
{
    /// <summary>王** whatever the length, so that it is not told either; compound surnames keep their first character only.</summary>
    public static string Name(string? name) => string.IsNullOrWhiteSpace(name) ? "未留姓名" : FirstOf(name.Trim()) + "**";

    /// <summary>138****6621; a short number shows its last two digits only.</summary>
    public static string Phone(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length >= 11 ? $"{digits[..3]}****{digits[^4..]}" : digits.Length > 4 ? $"****{digits[^2..]}" : "****";
    }

    /// <summary>w***@example.com</summary>
    public static string Email(string email) => email.Split('@') is [{ Length: > 0 } user, var host] ? $"{user[0]}***@{host}" : "***";

    /// <summary>Keeps the district and hides the door: the first six characters.</summary>
    public static string Address(string address) => (address.Length > 6 ? address[..6] : address[..1]) + "****";

    /// <summary>310***********1234</summary>
    public static string IdNumber(string number) => number.Length > 7 ? number[..3] + new string('*', number.Length - 7) + number[^4..] : "****";

    private static string FirstOf(string name) => char.IsHighSurrogate(name[0]) && name.Length > 1 ? name[..2] : name[..1];
}
