using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>What stands on the receipt that the customer takes home: the name in full, the number masked.</summary>
public static class ReceiptRows
{
    public static IReadOnlyList<IReadOnlyList<SheetCell>> Of(CaseSight sight, Obligation? answer)
    {
        var (complaint, who) = (sight.Complaint, CasePerson.Of(sight.Complaint, false).FirstOrDefault());
        return
        [
            [new("投诉人", complaint.Data.Groups("complainants").FirstOrDefault()?.Text("name") ?? "匿名"), new("联系电话", who?.Phone ?? "未留")],
            [new("投诉渠道", sight.Institution.Words.Of(Vocabulary.Channels, complaint.Data.Text("channel"))), new("收到时间", Words.Stamp(sight.Local(complaint.ReceivedAt)))],
            [new("投诉事项", Masks.Text(complaint.Data.Text("summary")), IsTall: true)],
            [new("客户诉求", Masks.Text(complaint.Data.Text("demands")))],
            [new("答复时限", answer is null ? "及时答复" : $"最迟 {Words.FullDay(sight.Calendar.DateOf(answer.Due.At.AddTicks(-1)))} {Words.Due(sight.Local(answer.Due.At))[^5..]}"), new("依据", answer is null ? "" : $"{answer.ClauseId} {answer.Period?.ToChinese()}")],
            [new("受理单位", sight.Unit(complaint.AcceptingUnit)), new("首问责任人", complaint.FirstContact is null ? "" : sight.Person(complaint.FirstContact))],
        ];
    }
}
