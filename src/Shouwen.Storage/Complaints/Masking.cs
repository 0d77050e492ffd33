namespace Shouwen.Storage.Complaints;

/// <summary>Shows enough of a person's data to tell two apart and not enough to know them.</summary>
public static class Masking
{
    /// <summary>王小明 → 王**; its length is not told either.</summary>
    public static string Name(string name) => name.Trim().EnumerateRunes().Select(letter => letter.ToString()).FirstOrDefault() + "**";

    /// <summary>138****0000.</summary>
    public static string Phone(string phone)
    {
        var digits = BlindIndexes.PhoneDigits(phone);
        return digits.Length < 7 ? "****" : $"{digits[..3]}****{digits[^4..]}";
    }
}
