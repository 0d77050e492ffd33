namespace Shouwen.App.Features.Campaigns;

/// <summary>Addresses of the pages about maturing products.</summary>
public static class CampaignLinks
{
    public const string Calendar = "/campaigns";
    public const string Mine = "/campaigns/mine";
    public const string Template = "/campaigns/list-template";

    public static string Ready(string number, string? unit = null) => $"{Calendar}/{Uri.EscapeDataString(number)}{(unit is null ? "" : $"?unit={Uri.EscapeDataString(unit)}")}";

    public static string Customers(string number, string? unit = null) => $"{Calendar}/{Uri.EscapeDataString(number)}/customers{(unit is null ? "" : $"?unit={Uri.EscapeDataString(unit)}")}";

    public static string Customer(string number, int customer) => FormattableString.Invariant($"{Calendar}/{Uri.EscapeDataString(number)}/customers/{customer}");

    public static string Import(string number) => $"{Calendar}/{Uri.EscapeDataString(number)}/list";

    public static string Errors(string number, Guid import) => $"{Import(number)}/{import:N}/errors";
}
