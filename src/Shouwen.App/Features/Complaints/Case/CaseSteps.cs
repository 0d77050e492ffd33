using Shouwen.App.Ui;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Complaints;

/// <summary>The steps of the present round: what is done and when, where the case stands, by when the answer is due.</summary>
public sealed class CaseSteps(CaseSight sight)
{
    private readonly Complaint complaint = sight.Complaint;

    public IReadOnlyList<CaseStep> Steps()
    {
        if (complaint.Stage is Stage.Declined or Stage.Withdrawn or Stage.Voided)
        {
            return [Finished("登记", complaint.Entries[0]), new(complaint.Stage.Label(), StepState.Now, Stamp(complaint.Entries[^1]))];
        }

        (string Name, Entry? Done)[] steps =
        [
            ("登记", complaint.Entries[0]), ("受理", Last("accept")), ("调查", InRound("conclude-investigation")), ("处理意见", complaint.Proposal), ("审批", Approval()),
            ("答复", InRound("answer")), ("回访", CallBack()), ("办结", complaint.HasEnded ? Last("close") : null), ("归档", Last("archive")),
        ];
        var now = Array.FindLastIndex(steps, step => step.Done is not null) + 1;
        return [.. steps.Select((step, place) => step.Done is { } done ? Finished(step.Name, done) : new CaseStep(step.Name, place == now ? StepState.Now : StepState.Later, Below(step.Name, place, now)))];
    }

    private CaseStep Finished(string name, Entry entry) => new(name, StepState.Done, Stamp(entry));

    private string Stamp(Entry entry)
    {
        var at = sight.Local(entry.HappenedAt);
        return at.Year == sight.Today.Year ? $"{Words.MonthDay(DateOnly.FromDateTime(at.DateTime))} {Words.Clock(at)}" : Words.Stamp(at);
    }

    private string? Below(string name, int place, int now)
    {
        if (place < now)
        {
            return "未办";
        }

        var answerDue = sight.Open.Where(obligation => obligation.Rule.MetBy.Options.All(option => option.Action == "answer")).Select(obligation => (DateTimeOffset?)obligation.Due.At).Min(); // what else an answer meets is no promise to the customer
        return name == "答复" && answerDue is { } due ? $"最迟 {Words.MonthDay(sight.Calendar.DateOf(due.AddTicks(-1)))}"
            : place == now && !complaint.HasEnded ? $"第 {Math.Max(1, sight.Calendar.WorkingDaysBetween(sight.Calendar.DateOf(RoundStart), sight.Today))} 个工作日" : null;
    }

    private DateTimeOffset RoundStart => complaint.Round == 1 ? complaint.ReceivedAt : complaint.Entries[complaint.RoundBegan - 1].HappenedAt;

    private Entry? Approval() => complaint.IsApproved ? complaint.Signatures.Count > 0 ? complaint.Signatures[^1] : complaint.Proposal : null;

    private Entry? CallBack() => complaint.ThisRound.LastOrDefault(entry => entry.Action == "call-back" && entry.Data.Text("of") == "complainant" && entry.Data.Flag("satisfied"));

    private Entry? InRound(string action) => complaint.ThisRound.LastOrDefault(entry => entry.Action == action);

    private Entry? Last(string action) => complaint.Entries.LastOrDefault(entry => entry.Action == action);
}
