namespace Shouwen.App.Api;

internal static class Paths
{
    public const string Root = "/api/v1";

    public static string Of(string number) => $"{Root}/complaints/{Uri.EscapeDataString(number)}";
}
