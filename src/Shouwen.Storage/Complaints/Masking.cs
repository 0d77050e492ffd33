namespace Shouwen.Storage.Complaints;

/// <summary>Shows enough of a person's data to tell two apart and not enough to know them.</summary>
public static class Masking
{
    /// <summary>王小明 → 王**; its length is not told either.</summary>
    public static string Name(string name) => name.Trim().EnumerateRunes().Select(letter => letter.ToString()).FirstOrDefault() + "**";

    /// <summary>138****0000.</summary>
    public static string Phone(string phone) => Ends(BlindIndexes.PhoneDigits(phone));

    /// <summary>w***@example.com</summary>
    public static string Email(string email) => email.Split('@') is [{ Length: > 0 } user, var host] ? $"{user[0]}***@{host}" : "***";

    /// <summary>A phone, identity, card or account number, whatever stands between its digits: 622****0005.</summary>
    public static string LongNumber(string number) => Ends(BlindIndexes.Digits(number));

    private static string Ends(string digits) => digits.Length < 7 ? "****" : $"{digits[..3]}****{digits[^4..]}";
}
