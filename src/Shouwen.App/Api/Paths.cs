using Shouwen.Domain.Actions;

namespace Shouwen.App.Api;

internal static class Paths
{
    public const string Root = "/api/v1";

    public static string Of(AggregateKind kind, string number) => $"{Root}/{Folder(kind)}/{Uri.EscapeDataString(number)}";

    /// <summary>Where everything of a kind lies: <c>complaints</c>, <c>matters/incident</c>, <c>duties</c>.</summary>
    public static string Folder(AggregateKind kind) => kind switch
    {
        AggregateKind.Complaint => "complaints",
        AggregateKind.Duty => "duties",
        _ => $"matters/{kind.Word()}",
    };
}
