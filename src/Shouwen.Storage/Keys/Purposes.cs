namespace Shouwen.Storage.Keys;

/// <summary>What is encrypted under the master key itself because it belongs to no complaint. Bytes of one purpose cannot pass for those of another.</summary>
public static class Purposes
{
    public const string Draft = "draft";

    public static string WebKey(int number) => $"web key {number}";

    public static string ExportQuery(Guid export) => $"export query {export:N}";

    public static string ExportPart(Guid export, int ordinal) => $"export file {export:N} {ordinal}";
}
