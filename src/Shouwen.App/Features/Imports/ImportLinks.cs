namespace Shouwen.App.Features.Imports;

/// <summary>Addresses of the pages about ledgers.</summary>
public static class ImportLinks
{
    public const string Home = "/imports";

    public static string Ledger(Guid id) => $"{Home}/{id:D}";

    public static string Mapping(Guid id) => $"{Ledger(id)}/mapping";

    public static string Rejected(Guid id) => $"{Ledger(id)}/rejected";
}
