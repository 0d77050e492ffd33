using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Matters;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Worklist;

/// <summary>Turns obligations into the rows and groups of the list: overdue, today, this week, later; one row for a file in each. Pure.</summary>
/// <param name="isMine">Whether the list holds what this person has to do; else it is what others owe.</param>
public sealed class WorkView(Institution institution, Calendar calendar, DateTimeOffset now, Duties duties, Post? post, bool isMine)
{
    private readonly ClockReader clocks = new(calendar, now);
    private readonly DateOnly today = calendar.DateOf(now);

    private enum When { Over, Today, Week, Later }

    /// <param name="owed">By due time.</param>
    public IReadOnlyList<WorkGroup> Groups(IReadOnlyList<Owed> owed)
    {
        var groups = new List<WorkGroup>();
        foreach (var part in owed.GroupBy(WhenOf).OrderBy(part => part.Key))
        {
            groups.AddRange(Parted(Head(part.Key), [.. part.GroupBy(each => (each.Kind, each.Number)).Select(file => Row([.. file]))], part.Key));
        }

        return groups;
    }

    private When WhenOf(Owed owed)
    {
        var last = LastDay(owed.DueAt);
        return owed.DueAt < now ? When.Over : last <= today ? When.Today : last <= today.AddDays((7 - (int)today.DayOfWeek) % 7) ? When.Week : When.Later;
    }

    // Days off are drawn where they lie: they part a group in two.
    private List<WorkGroup> Parted(string head, List<(DateOnly Due, WorkRow Row)> rows, When when)
    {
        var strips = new Queue<HolidayStrip>(when == When.Over ? [] : HolidayStrips.Ahead(calendar, today, rows[^1].Due).Where(strip => strip.Last < rows[^1].Due || strip.First <= rows[^1].Due));
        var groups = new List<WorkGroup>();
        var (named, current, strip) = ((string?)head, new List<WorkRow>(), (HolidayStrip?)null);
        foreach (var (due, row) in rows)
        {
            while (strips.TryPeek(out var next) && next.First <= due)
            {
                if (current.Count > 0)
                {
                    groups.Add(Group(named, current, strip, rows.Count, when));
                    (named, current) = (null, []);
                }

                strip = strips.Dequeue();
            }

            current.Add(row);
        }

        groups.Add(Group(named, current, strip, rows.Count, when));
        return groups;
    }

    private static WorkGroup Group(string? head, List<WorkRow> rows, HolidayStrip? strip, int all, When when) =>
        new(head, rows) { IsOver = when == When.Over, StripName = strip?.Name, StripWords = strip?.Words, Count = all };

    private (DateOnly, WorkRow) Row(List<Owed> file)
    {
        var (first, clock) = (file[0], clocks.Read(file[0].Span(now)));
        var (text, href) = ActionOf(first, clock);
        return (LastDay(first.DueAt), new()
        {
            State = clock.State,
            Remaining = clock.Remaining,
            Due = clock.DueWords,
            Percent = clock.Percent,
            Provisional = first.IsProvisional,
            Name = first.Name,
            Clause = duties.Clause(first.Clause),
            CaseTitle = first.Kind == AggregateKind.Complaint ? CaseTitle.Of(first.Title) : MatterWords.Name(first.Kind, first.Title),
            CaseNumber = first.Number,
            CaseHref = CaseLinks.Page(first.Kind, first.Number),
            CaseSecond = Second(first),
            Stage = first.Stage.Label(),
            ActionText = text,
            ActionHref = href,
            IsPressing = isMine && (first.DueAt < now || first.DueAt <= now.AddHours(1)),
            IsGrave = first.IsGroup,
            Severity = first.Severity == "severe" ? Severity.Severe : null,
            Also = [.. file.Skip(1).Select(Also)],
        });
    }

    private WorkAlso Also(Owed owed)
    {
        var clock = clocks.Read(owed.Span(now));
        var (text, href) = ActionOf(owed, clock);
        return new(clock.State, owed.Name, duties.Clause(owed.Clause), clock.Remaining, clock.DueWords, text, href);
    }

    // What others are late with may be urged; what nobody of this post can do is looked at.
    private (string Text, string Href) ActionOf(Owed owed, ClockReading clock)
    {
        var action = isMine ? duties.ActionFor(owed, post) : IsUrgeable(owed, clock) ? ActionCatalogue.Find("urge") : null;
        return action is null ? ("查看", CaseLinks.Page(owed.Kind, owed.Number)) : (ShortWords.GetValueOrDefault(action.Name, action.Label), CaseLinks.Act(owed.Kind, owed.Number, action.Name));
    }

    private bool IsUrgeable(Owed owed, ClockReading clock) => owed is { HasEnded: false, Kind: AggregateKind.Complaint } && clock.State is (ClockState.Over or ClockState.Near) && post?.May.Contains("urge") == true;

    private string Second(Owed owed)
    {
        var owner = isMine ? null : institution.Person(owed.Person)?.Name ?? institution.Unit(owed.Unit)?.Name;
        string?[] words = owed.Kind == AggregateKind.Complaint ? [owed.MaskedName ?? "未留姓名", institution.Words.Of(Vocabulary.Channels, owed.Channel)] : [owed.Kind.Label()];
        return string.Join(" · ", words.Append(owner is null ? null : $"{owner} 承担").OfType<string>());
    }

    private DateOnly LastDay(DateTimeOffset due) => calendar.DateOf(due.AddTicks(-1));

    private static string Head(When when) => when switch { When.Over => "已超期", When.Today => "今天到期", When.Week => "本周", _ => "以后" };

    private static readonly Dictionary<string, string> ShortWords = new()
    {
        ["acknowledge"] = "告知",
        ["record-contact"] = "联系",
        ["record-finding"] = "调查",
        ["conclude-investigation"] = "结论",
        ["classify"] = "分类",
        ["propose"] = "拟意见",
        ["review-compliance"] = "审查",
        ["approve"] = "审批",
        ["answer-co-handling"] = "反馈",
        ["plan-rectification"] = "整改",
        ["complete-rectification"] = "整改",
        ["record-measure"] = "落实",
        ["decide-review"] = "核查",
        ["receive-hand-over"] = "接收",
        ["activate-plan"] = "启动",
        ["request-material"] = "补材料",
    };
}
