using Shouwen.App.Features.Complaints;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.App.Tests.Complaints;

public sealed class ActionInputTests
{
    private static Fields Read(string action, params (string, string?)[] typed)
    {
        var (fields, errors) = new ActionParser(Story.Calendar.Zone).Parse(ActionCatalogue.Get(action), ActionInput.Of(ActionCatalogue.Get(action), FormBag.Of(typed)));
        Assert.Empty(errors);
        return fields;
    }

    [Fact]
    public void Register_ReadsGroupsListsAndMoments()
    {
        var fields = Read("register", ("channel", "counter"), ("summary", "排队太久"), ("complainants[0].name", "王建国"), ("complainants[2].name", "李四"), ("about.unit", "sub-1"),
            ("occurred-at", "2026-09-16T10:00"), ("facts.shortfall", "true"), ("amount", "764.00"), ("demands", "  "));

        Assert.Equal(["王建国", "李四"], fields.Groups("complainants").Select(who => who.Text("name")));
        Assert.Equal(("sub-1", true, 764m), (fields.Text("about.unit"), fields.Flag("facts.shortfall"), fields.Number("amount")));
        Assert.Equal(Story.At("09-16 10:00"), fields.Moment("occurred-at"));
        Assert.False(fields.Has("demands"));
    }

    [Fact]
    public void Texts_AreOneALineOrOneATick()
    {
        Assert.Equal(["身份证", "回单"], Read("request-material", ("items", "身份证\r\n回单\n"), ("means", "sms")).Texts("items"));
        Assert.Equal(["acceptance", "contact"], Read("acknowledge", ("told", "acceptance"), ("told", "contact"), ("means", "sms")).Texts("told"));
    }

    [Fact]
    public void Correction_TakesPairsAndKeepsTextAsText()
    {
        var fields = Read("correct", ("fields[0].name", "summary"), ("fields[0].value", "20260101"), ("fields[1].name", "amount"), ("fields[1].value", "12.5"), ("reason", "笔误"));

        Assert.Equal(("20260101", 12.5m), (fields.Text("fields.summary"), fields.Number("fields.amount")));
    }

    [Fact]
    public void Draft_ComesBackAsTyped()
    {
        var bag = FormBag.Of(("summary", "一句"), ("told", "acceptance"), ("told", "contact"));

        Assert.Equal(bag.Values("told"), FormBag.FromJson(bag.ToJson()).Values("told"));
    }
}
