namespace Shouwen.App.Features.Improvement;

/// <summary>Addresses of the boards of rectifications and of findings against staff.</summary>
public static class ImprovementLinks
{
    public const string Rectifications = "/rectifications";
    public const string Liabilities = "/rectifications/liabilities";

    public static string Appeal(string number) => $"{Liabilities}/{Uri.EscapeDataString(number)}/appeal";
}
