using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Complaints;

/// <summary>Why an obligation is due when it is: the rule, the clock, and the sum of it.</summary>
public sealed class DueView
{
    private readonly CaseSight sight;
    private readonly ClockSpan span;
    private readonly DayTally tally;

    public DueView(CaseSight sight, Obligation obligation)
    {
        this.sight = sight;
        Obligation = obligation;
        span = ClockSpan.Of(obligation);
        tally = new DayTally(sight.Calendar, span, sight.Today);
        Reading = new ClockReader(sight.Calendar, sight.Now).Read(span);
        Proof = obligation.Period is { } period ? sight.Calendar.Explain(obligation.StartedAt, period) : null;
        Count = Proof is { Days.Count: > 0 } proof ? CountTo(proof, tally.LastDay) : null;
        Internal = InternalDue.Of(obligation, sight);
    }

    public Obligation Obligation { get; }

    public ClockReading Reading { get; }

    /// <summary>The proof of the period as the rule states it, before extensions and pauses; null where a date set the due time.</summary>
    public DueProof? Proof { get; }

    /// <summary>The same count as far as the clock now runs; null where it runs in hours or to a date.</summary>
    public DueProof? Count { get; }

    public Due? Internal { get; }

    public Clause Clause => Obligation.Clause;

    public DateOnly LastDay => tally.LastDay;

    public Policy? Policy => sight.Surroundings.Policies.FirstOrDefault(policy => policy.Id == Obligation.PolicyId);

    /// <summary>为什么办结答复在 10 月 14 日到期</summary>
    public string Question
    {
        get
        {
            var time = span.Due.At == sight.Calendar.EndOf(LastDay) ? "" : $" {Words.Clock(sight.Local(span.Due.At))} ";
            return $"为什么“{Obligation.Name}”在 {LastDay.Month} 月 {LastDay.Day} 日{time}到期";
        }
    }

    /// <summary>收到 where the clock began with the receipt.</summary>
    public string StartWord => Obligation.StartedBy > 0 && sight.Complaint.Entries[Obligation.StartedBy - 1].Action == "register" ? "收到" : "起算";

    /// <summary>What started the clock, in words.</summary>
    public string StartedBecause => Obligation.StartedBy == 0 ? "另一项义务到期未履行" : StartWord == "收到" ? "收到投诉" : Sentence(Obligation.StartedBy);

    public IReadOnlyList<ProofTerm> Equation
    {
        get
        {
            var start = sight.Local(Obligation.StartedAt);
            var terms = new List<ProofTerm>
            {
                new(null, StartWord, Count is null ? Words.Moment(start) : Words.Day(sight.Calendar.DateOf(start))),
                new("+", "期限", Obligation.Period?.ToChinese() ?? "指定日期"),
            };
            terms.AddRange(Moved());
            terms.AddRange(Skipped());
            terms.Add(new("=", span.Due.Provisional ? "暂定到期" : "到期", sight.Due(span.Due.At), IsResult: true));
            return terms;
        }
    }

    private string Sentence(int position)
    {
        var sentence = History.Of(sight.Complaint.Entries[position - 1], sight);
        return $"{sentence.Who}{sentence.What}";
    }

    // Extensions and pauses go on in the clock's own units.
    private DueProof CountTo(DueProof stated, DateOnly last)
    {
        var period = sight.Calendar.Graces.Resolve(stated.Period);
        var isMoved = Obligation.ExtendedFrom is not null || Obligation.Pauses.Count > 0;
        var start = sight.Calendar.DateOf(Obligation.StartedAt);
        var units = period.IsInDays && isMoved ? tally.Between(period.Inclusive ? start.AddDays(-1) : start, last) : 0;
        return units > period.Count ? sight.Calendar.Explain(Obligation.StartedAt, new Period(units, period.Unit, period.Inclusive, period.Roll)) : stated;
    }

    private IEnumerable<ProofTerm> Moved()
    {
        var paused = Obligation.Pauses.Sum(pause => tally.Between(sight.Calendar.DateOf(pause.From), sight.Calendar.DateOf(pause.To ?? sight.Now)));
        if (paused > 0)
        {
            yield return new("+", "中止", $"{paused} {tally.Unit}");
        }

        if (Obligation.ExtendedFrom is { } from)
        {
            yield return new("+", "延期", $"{tally.Between(sight.Calendar.DateOf(from.AddTicks(-1)), LastDay)} {tally.Unit}");
        }
    }

    private IEnumerable<ProofTerm> Skipped()
    {
        if (Count is null || !tally.CountsWorkingDays)
        {
            yield break;
        }

        var off = Count.Days.Count(day => day.Counted is null && day.Kind is DayKind.Weekend or DayKind.Holiday or DayKind.ClosingDay);
        var made = Count.Days.Count(day => day is { Kind: DayKind.MakeUpWorkday, Counted: not null });
        if (off > 0)
        {
            yield return new("跳过", "周末与放假", $"{off} 天");
        }

        if (made > 0)
        {
            yield return new("计入", "补班", $"{made} 天");
        }
    }
}
