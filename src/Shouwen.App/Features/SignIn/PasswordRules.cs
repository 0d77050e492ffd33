namespace Shouwen.App.Features.SignIn;

/// <summary>Which passwords are too easy: length counts, not the mixture of signs.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    private const int FewestDifferent = 6;

    /// <summary>What to do instead, or null for a good password.</summary>
    /// <param name="personal">What others would guess first: the user name, the person's name, the old password.</param>
    public static string? Refuse(string password, IEnumerable<string> personal)
    {
        if (password.Length < Shortest)
        {
            return $"新密码至少 {Shortest} 个字";
        }

        if (password.Distinct().Count() < FewestDifferent || IsRun(password))
        {
            return "新密码太有规律，请换一个";
        }

        return personal.Any(word => word.Length > 1 && password.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "新密码不要含账号、姓名或旧密码" : null;
    }

    // 123456789012, abcdefghijkl: each sign the one after the last.
    private static bool IsRun(string password) => password.Zip(password.Skip(1)).Count(pair => Math.Abs(pair.Second - pair.First) == 1) > password.Length * 2 / 3;
}
