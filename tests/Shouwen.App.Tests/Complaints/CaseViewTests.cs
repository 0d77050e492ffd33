using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using static Shouwen.App.Tests.Complaints.Story;

namespace Shouwen.App.Tests.Complaints;

public sealed class CaseViewTests
{
    private static Story Accepted => new Story().Registered("09-17 09:42", ("occurred-at", At("09-16 10:00"))).Done("09-17 10:00", "lin", "accept");

    [Fact]
    public void Actions_AfterRegistration_RefuseAcceptanceWithItsClause()
    {
        var actions = CaseActions.Of(new Story().Registered().Seen("09-17 10:00"));

        var accept = Assert.Single(actions.Refused, refused => refused.Text == "受理");
        Assert.Equal(["GD-07"], accept.Reasons.SelectMany(reason => reason.Clauses).Select(clause => clause.Id));
        Assert.DoesNotContain(actions.Legal, action => action.Text == "受理");
    }

    [Fact]
    public void Actions_PutFirstWhatOnesOwnUnitOwesByTomorrow()
    {
        var (mine, others) = (CaseActions.Of(Accepted.Seen("09-17 11:00", "he")), CaseActions.Of(Accepted.Seen("09-17 11:00")));

        Assert.Equal(("记录客户联系", "/complaints/TS202609170026/record-contact"), (mine.Legal[0].Text, mine.Legal[0].Href));
        Assert.Equal("受理告知", others.Legal[0].Text);
    }

    [Fact]
    public void Actions_DoNotRefuseOverWhatIsYetToBeTyped()
    {
        var answer = Assert.Single(CaseActions.Of(Accepted.Seen("09-17 11:00")).Refused, refused => refused.Text == "答复客户");

        Assert.Equal(["尚无调查结论"], answer.Reasons.Select(reason => reason.Sentence));
    }

    [Fact]
    public void Actions_OfAnotherPost_StandApart()
    {
        var actions = CaseActions.Of(Accepted.Seen("09-17 11:00", "he"));

        Assert.Contains(actions.Others, other => other.Text == "答复客户");
        Assert.DoesNotContain(actions.Refused, refused => refused.Text == "答复客户");
    }

    [Fact]
    public void Ribbon_ShowsTheExtensionAndWhenTheCustomerWasTold()
    {
        var extended = Accepted.Done("09-24 10:00", "lin", "extend", ("to", new DateOnly(2026, 10, 22)), ("reason", "异地调档"), ("told", Fields(("means", "sms"))));

        var row = Assert.Single(new CaseRibbon(extended.Seen("09-24 15:30")).Model().Rows, row => row.Clause.Id == "RG-09");
        Assert.Equal("延期 6 个工作日 · 09-24 已短信告知", row.Extension?.Words);
        Assert.Equal("剩余 15 个工作日", row.Remaining);
        Assert.True(row.CountsWorkingDays);
    }

    [Fact]
    public void Ribbon_FoldsWhatIsMet_AndPutsTheOverdueFirst()
    {
        var model = new CaseRibbon(Accepted.Done("09-18 09:00", "lin", "record-contact", ("means", "phone"), ("note", "已说明"), ("reached", true)).Seen("10-20 09:00")).Model();

        Assert.Equal(["WM-37"], model.Done.Select(row => row.Clause.Id));
        Assert.Equal((ClockState.Over, "RG-09"), (model.Rows[0].State, model.Rows[0].Clause.Id));
    }

    [Fact]
    public void Steps_NameTheOneAtHand()
    {
        var steps = new CaseSteps(Accepted.Seen("09-24 15:30")).Steps();

        Assert.Equal(["09-17 09:42", "09-17 10:00", "第 6 个工作日"], steps.Take(3).Select(step => step.Below));
        Assert.Equal([StepState.Done, StepState.Done, StepState.Now, StepState.Later], steps.Take(4).Select(step => step.State));
        Assert.Equal("最迟 10-14", steps.Single(step => step.Name == "答复").Below);
    }

    [Fact]
    public void Timeline_TellsWhoDidWhatAndWhatFollows()
    {
        var days = new CaseTimeline(Accepted.Seen("09-18 10:00")).Days();

        var register = days[0].Entries[^1];
        Assert.Equal((Voice.Customer, "王**", "经客服热线投诉：“到期收益低于预期”"), (register.Voice, register.Who, register.What));
        Assert.Equal(["办结答复，至 10-14 周三 24:00"], register.Consequences.Select(consequence => consequence.Sentence));
        Assert.Equal(("林静", "受理了投诉。"), (days[0].Entries[0].Who, days[0].Entries[0].What));
    }

    [Fact]
    public void Timeline_MarksWhatWasTypedLater()
    {
        var told = Accepted.Done("09-22 09:00", "lin", "note", ("text", "客户来过"), ("happened-at", At("09-18 16:00")));

        var entry = new CaseTimeline(told.Seen("09-22 10:00")).Days()[0].Entries[0];
        Assert.Equal("补录，09-22 周二 09:00 录入", entry.Note);
    }

    [Fact]
    public void History_KnowsEveryActionOfEveryKind()
    {
        Assert.Empty(ActionCatalogue.All.Where(action => !History.Knows(action.Name)).Select(action => action.Name));
        Assert.Empty(ActionCatalogue.All.Where(action => !ActionWords.HasIcon(action.Name)).Select(action => action.Name));
    }

    [Fact]
    public void People_AreMaskedUntilAsked()
    {
        var complaint = Accepted.Complaint;

        Assert.Equal(("王**", "138****6621"), (CasePerson.Of(complaint, false)[0].Name, CasePerson.Of(complaint, false)[0].Phone));
        Assert.Equal(("王建国", "13800006621"), (CasePerson.Of(complaint, true)[0].Name, CasePerson.Of(complaint, true)[0].Phone));
    }
}
