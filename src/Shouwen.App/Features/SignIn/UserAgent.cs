namespace Shouwen.App.Features.SignIn;

/// <summary>A browser's description of itself in a few words; it is the browser's own word and proves nothing.</summary>
public static class UserAgent
{
    // The first that is found holds: Edge also says Chrome, Chrome also says Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("MicroMessenger", "微信"), ("QQBrowser", "QQ 浏览器"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("HarmonyOS", "鸿蒙"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    /// <summary>Chrome · Windows</summary>
    public static string Describe(string header)
    {
        string?[] words = [Find(Browsers, header), Find(Systems, header)];
        return words is [null, null] ? "其他设备" : string.Join(" · ", words.Where(word => word is not null));
    }

    private static string? Find((string Mark, string Name)[] known, string header) => Array.Find(known, each => header.Contains(each.Mark, StringComparison.Ordinal)).Name;
}
