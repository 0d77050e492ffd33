using Shouwen.App.Ui;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Campaigns;

/// <summary>How a customer of a maturing product stands, in words.</summary>
public static class CustomerWords
{
    public static string Of(CustomerItem customer) => customer switch
    {
        { State: CustomerState.Waiting } => "待联系",
        { State: CustomerState.Unreached } => "未联系上",
        { Redeems: true, Renews: true } => "同意赎回、续接",
        { Redeems: true } => "同意赎回",
        { Renews: true } => "同意续接",
        _ => "还没决定",
    };

    public static TagKind Kind(CustomerItem customer) => customer.State switch
    {
        CustomerState.Agreed => TagKind.Done,
        CustomerState.Undecided => TagKind.Active,
        _ => TagKind.Plain,
    };

    public static string Of(CustomerShow show) => show switch
    {
        CustomerShow.Waiting => "待联系",
        CustomerShow.Undecided => "待决定",
        CustomerShow.Agreed => "已同意",
        CustomerShow.Complaining => "有投诉",
        CustomerShow.Unassigned => "未分配",
        _ => "全部",
    };

    public static CustomerShow Show(string? word) => Enum.TryParse<CustomerShow>(word, ignoreCase: true, out var show) && Enum.IsDefined(show) ? show : CustomerShow.All;
}
