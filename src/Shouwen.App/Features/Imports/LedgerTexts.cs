using Shouwen.App.Import;

namespace Shouwen.App.Features.Imports;

/// <summary>How a ledger stands, in words.</summary>
public static class LedgerTexts
{
    public static string Of(LedgerState state) => state switch
    {
        LedgerState.Reading => "正在读表",
        LedgerState.Ready => "等您确认",
        LedgerState.Running => "正在导入",
        LedgerState.Stopped => "已停下",
        LedgerState.Done => "已导入",
        _ => "读不出",
    };

    /// <summary>新登记 980 行，先前已有 10 行，没有记全 4 行，未导入 6 行.</summary>
    public static string Of(ImportCounts counts) => $"新登记 {counts.Taken} 行，先前已有 {counts.Known} 行，没有记全 {counts.Partly} 行，未导入 {counts.Rejected} 行";
}
