namespace Shouwen.App.Features.Complaints;

/// <summary>Addresses of the pages about one complaint.</summary>
public static class ComplaintLinks
{
    public const string Register = "/complaints/new";
    public const string Draft = "/complaints/draft";
    public const string Aside = "/complaints/aside";

    public static string Case(string number) => $"/complaints/{Uri.EscapeDataString(number)}";

    public static string Tab(string number, string tab) => tab == "history" ? Case(number) : $"{Case(number)}?tab={tab}";

    public static string Entry(string number, int position) => $"{Case(number)}#e{position}";

    public static string Act(string number, string action) => $"{Case(number)}/{action}";

    public static string File(string number, int position) => $"{Case(number)}/attachments/{position}";

    public static string Receipt(string number) => $"{Case(number)}/receipt";

    public static string Reveal(string number) => $"{Case(number)}/reveal";
}
