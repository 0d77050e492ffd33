using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Matters;

/// <summary>Addresses of the pages about incidents, campaigns, funds and their like.</summary>
public static class MatterLinks
{
    public static string List(AggregateKind kind) => $"/matters/{kind.Word()}";

    public static string New(AggregateKind kind) => $"{List(kind)}/new";

    public static string Page(AggregateKind kind, string number) => $"{List(kind)}/{Uri.EscapeDataString(number)}";

    public static string Tab(AggregateKind kind, string number, string tab) => tab == MatterTabs.History ? Page(kind, number) : $"{Page(kind, number)}?tab={tab}";
}
