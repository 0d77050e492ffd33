using System.Text.RegularExpressions;

namespace Shouwen.App.Features.SignIn;

/// <summary>Which passwords are too easy: length counts, not the mixture of signs, and what people use first is refused.</summary>
public static partial class PasswordRules
{
    public const int Shortest = 12;
    private const int Longest = 256;
    private const int FewestDifferent = 6;

    /// <summary>So many signs must be left without dates, telephone numbers and rows of the keyboard.</summary>
    private const int LeastOwn = 6;

    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "1qaz2wsx3edc4rfv5tgb6yhn", "qazwsxedcrfvtgbyhnujm", "abcdefghijklmnopqrstuvwxyz"];

    /// <summary>What to do instead, or null for a good password.</summary>
    /// <param name="personal">What others would guess first: the user name, the person's and the institution's name, the old password.</param>
    public static string? Refuse(string password, IEnumerable<string> personal)
    {
        if (password.Length is < Shortest or > Longest)
        {
            return password.Length < Shortest ? $"新密码至少 {Shortest} 个字" : $"新密码最多 {Longest} 个字";
        }

        if (personal.SelectMany(Words).Any(word => password.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return "新密码不要含账号、姓名、机构名或旧密码";
        }

        var text = password.ToLowerInvariant();
        if (text.Distinct().Count() < FewestDifferent || IsRun(text) || WithoutHabits(text).Length < LeastOwn)
        {
            return "新密码太有规律，请换一个；不要用生日、手机号、键盘上挨着的键";
        }

        return IsWidespread(text) ? "这个密码很多人在用，请换一个，例如一句只有您知道的话" : null;
    }

    // cheng-xiulan: the whole and its parts; a part of one or two letters would refuse too much.
    private static IEnumerable<string> Words(string personal) => personal.Split('-', '.', '_', '@', ' ').Where(part => part.Length > 2).Append(personal).Where(word => word.Length > 1);

    // 123456789012, abcdefghijkl: each sign the one after the last.
    private static bool IsRun(string password) => password.Zip(password.Skip(1)).Count(pair => Math.Abs(pair.Second - pair.First) == 1) > password.Length * 2 / 3;

    private static string WithoutHabits(string text)
    {
        var rest = DateOrPhone().Replace(text, "");
        for (var start = 0; start + 4 <= rest.Length;)
        {
            var length = RowAt(rest, start);
            (rest, start) = length > 0 ? (rest.Remove(start, length), start) : (rest, start + 1);
        }

        return rest;
    }

    // How many signs from here on stand side by side on the keyboard, forwards or backwards; 0 when fewer than four.
    private static int RowAt(string text, int start)
    {
        var longest = 0;
        foreach (var row in Rows.Concat(Rows.Select(row => new string([.. row.Reverse()]))))
        {
            var length = 4;
            while (start + length <= text.Length && row.Contains(text.Substring(start, length), StringComparison.Ordinal))
            {
                longest = Math.Max(longest, length++);
            }
        }

        return longest;
    }

    // The word itself, or a word with digits and signs around it: Summer2026!!, woaini520520, wangxiaoming90.
    private static bool IsWidespread(string text)
    {
        var core = text.Trim([.. "0123456789 `~!@#$%^&*()-_=+[]{}\\|;:'\",.<>/?"]);
        return CommonPasswords.Contains(text) || core.Length < 4 || CommonPasswords.Contains(core) || IsRepeated(new([.. core.Where(char.IsLetter)])) || NameInPinyin().IsMatch(core);
    }

    private static bool IsRepeated(string letters) =>
        Enumerable.Range(1, letters.Length / 2).Any(length => letters.Length % length == 0 && letters == string.Concat(Enumerable.Repeat(letters[..length], letters.Length / length)));

    [GeneratedRegex(@"1[3-9][0-9]{9}|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")]
    private static partial Regex DateOrPhone();

    // Two to four syllables; more are a sentence.
    [GeneratedRegex("^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:[iu]ang|iong|[aeio]ng|i?an|i?ao|uai|uan|ai|ei|en|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiouv])|an|ai|ao|er|en|ou|a|e){2,4}$", RegexOptions.NonBacktracking)]
    private static partial Regex NameInPinyin();
}
