namespace Shouwen.Storage.Complaints;

/// <summary>Shows enough of a name to recognise it and not enough to know it.</summary>
public static class Masking
{
    /// <summary>王明 → 王*, 王小明 → 王*明, 欧阳娜娜 → 欧**娜; one character only becomes *.</summary>
    public static string Name(string name)
    {
        var letters = name.Trim().EnumerateRunes().ToList();
        return letters.Count switch
        {
            <= 1 => "*",
            2 => letters[0] + "*",
            _ => letters[0] + new string('*', Math.Min(letters.Count - 2, 4)) + letters[^1],
        };
    }

    /// <summary>138****0000.</summary>
    public static string Phone(string phone)
    {
        var digits = BlindIndexes.PhoneDigits(phone);
        return digits.Length < 7 ? "****" : $"{digits[..3]}****{digits[^4..]}";
    }
}
