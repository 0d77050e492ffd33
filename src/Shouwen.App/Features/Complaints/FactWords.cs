using System.Globalization;
using Shouwen.App.Ui;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Complaints;

/// <summary>How a fact is asked for on a form.</summary>
public enum FactShape { Flag, Number, Date, Text }

/// <summary>The words for facts that policies read by name. A fact that neither the institution nor this list has a label for is shown by its own name: policies may ask for any.</summary>
public static class FactWords
{
    private static readonly Dictionary<string, (string Label, FactShape Shape)> Known = new()
    {
        ["product-matured"] = ("产品已到期", FactShape.Flag),
        ["shortfall"] = ("实际收益低于预期", FactShape.Flag),
        ["media-report-true"] = ("媒体报道属实", FactShape.Flag),
        ["counter"] = ("柜台、窗口", FactShape.Text),
        ["privacy-leak"] = ("涉及客户信息泄露", FactShape.Flag),
        ["materials-held"] = ("已收材料", FactShape.Text),
        ["mileage-km"] = ("行驶里程（公里）", FactShape.Number),
        ["days-since-service"] = ("出厂天数", FactShape.Number),
        ["service-grade"] = ("维修级别", FactShape.Text),
        ["delivered-on"] = ("交付日期", FactShape.Date),
        ["contract-number"] = ("合同编号", FactShape.Text),
        ["address"] = ("地址", FactShape.Text),
        ["result"] = ("结果", FactShape.Text),
        ["order-number"] = ("订单编号", FactShape.Text),
        ["model"] = ("型号", FactShape.Text),
        ["quantity"] = ("数量", FactShape.Number),
        ["delivery-date"] = ("交货日期", FactShape.Date),
        ["repair-number"] = ("维修单号", FactShape.Text),
        ["production-stage"] = ("生产进度", FactShape.Text),
        ["shipping-date"] = ("发货日期", FactShape.Date),
        ["from-ignorance"] = ("因不了解产生", FactShape.Flag),
        ["valuable"] = ("有价值的建议", FactShape.Flag),
    };

    public static string Label(string name, HouseWords words) => words.Own($"fact.{name}") ?? (Known.TryGetValue(name, out var known) ? known.Label : name);

    public static bool IsKnown(string name) => Known.ContainsKey(name);

    public static FactShape Shape(string name) => Known.TryGetValue(name, out var known) ? known.Shape : FactShape.Text;

    public static string Value(object value, HouseWords words) => value switch
    {
        true => "是",
        false => "否",
        decimal number => number.ToString("0.##", CultureInfo.InvariantCulture),
        DateOnly day => Words.FullDay(day),
        DateTimeOffset moment => Words.Stamp(moment),
        IReadOnlyList<object> list => string.Join("、", list.Select(item => Value(item, words))),
        Fields group => string.Join("，", group.Select(pair => $"{Label(pair.Key, words)} {Value(pair.Value, words)}")),
        _ => value.ToString() ?? "",
    };
}
