namespace Shouwen.App.Ui;

/// <summary>Turns moments into places on one linear axis shared by all rows. Pure: the same model gives the same drawing.</summary>
public sealed class RibbonGeometry
{
    /// <summary>A bar narrower than this is unreadable and is drawn this wide.</summary>
    public const double ShortestBar = 1.6;

    private readonly DateTimeOffset _origin;
    private readonly double _hours;
    private readonly DateTimeOffset _now;
    private readonly HashSet<DateOnly> _resting;

    public RibbonGeometry(RibbonModel model)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(model.Last, model.First);
        _now = model.Now;
        _origin = Midnight(model.First);
        _hours = (Midnight(model.Last.AddDays(1)) - _origin).TotalHours;
        _resting = [.. model.Days.Where(day => !day.Counts).Select(day => day.Date)];
        Now = Place(model.Now);
    }

    /// <summary>Where the line 今天 stands.</summary>
    public double Now { get; }

    /// <summary>Place of a moment in percent; outside 0 to 100 when it lies off the axis.</summary>
    public double Place(DateTimeOffset at) => (at - _origin).TotalHours / _hours * 100;

    /// <summary>Place of the first moment of a day.</summary>
    public double Place(DateOnly day) => Place(Midnight(day));

    public RibbonBar Draw(RibbonRow row)
    {
        var start = Place(row.Start);
        var due = Place(row.Due);
        var isShort = row.IsOpen && due - start < ShortestBar && row.State != ClockState.Over;
        return new RibbonBar
        {
            Pieces = isShort ? Sliver(due) : [.. Stretches(row).SelectMany(s => Cut(row, s.From, s.To, s.Ink))],
            Pauses = [.. row.Pauses.Select(Gap).Where(gap => gap.Width > 0)],
            Start = OnAxis(start) && !isShort ? start : null,
            Due = OnAxis(due) ? due : null,
            IsBeyond = due > 100,
            OriginalDue = row.Extension is { } extension && OnAxis(Place(extension.OriginalDue)) ? Place(extension.OriginalDue) : null,
            InternalDue = row.InternalDue is { } inner && OnAxis(Place(inner.Due)) ? Place(inner.Due) : null,
            Discharged = row.DischargedAt is { } at && OnAxis(Place(at)) ? Place(at) : null,
            IsShort = isShort,
            Used = Math.Clamp((_now - row.Start) / (row.Due - row.Start) * 100, 0, 100),
        };
    }

    /// <summary>Marks of met obligations from left to right, moved apart so that none covers another.</summary>
    public IReadOnlyList<RibbonMark> Marks(IEnumerable<RibbonRow> rows)
    {
        const double first = 1.3, oneWide = 2.6, pillWide = 7;
        var marks = new List<RibbonMark>();
        foreach (var (place, isLate) in rows
            .Where(row => row.DischargedAt is not null)
            .Select(row => (Place: Place(row.DischargedAt!.Value), IsLate: row.State == ClockState.Late))
            .Where(mark => OnAxis(mark.Place))
            .OrderBy(mark => mark.Place))
        {
            if (marks is [.., var last] && !isLate && !last.IsLate && place - last.X < oneWide)
            {
                marks[^1] = last with { Count = last.Count + 1 };
                continue;
            }

            var free = marks is [.., var before] ? before.X + (before.Count > 1 ? pillWide : oneWide) : first;
            marks.Add(new RibbonMark(Math.Max(place, free), 1, isLate));
        }

        return marks;
    }

    /// <summary>The long stretches of a bar, before days and pauses cut them up.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To, RibbonInk Ink)> Stretches(RibbonRow row)
    {
        var ended = row.DischargedAt ?? _now;
        return row.State switch
        {
            ClockState.Over => [(row.Start, row.Due, RibbonInk.Rest), (row.Due, _now, RibbonInk.Late)],
            ClockState.Late => [(row.Start, row.Due, RibbonInk.Elapsed), (row.Due, ended, RibbonInk.Late)],
            ClockState.Done => [(row.Start, ended, RibbonInk.Elapsed), (ended, row.Due, RibbonInk.Idle)],
            _ => [(row.Start, _now, RibbonInk.Elapsed), (Max(_now, row.Start), row.Due, RibbonInk.Rest)],
        };
    }

    /// <summary>Cuts a stretch at midnights where the clock starts or stops counting, and leaves pauses out.</summary>
    private IEnumerable<RibbonPiece> Cut(RibbonRow row, DateTimeOffset from, DateTimeOffset to, RibbonInk ink)
    {
        RibbonPiece? open = null;
        for (var at = Max(from, _origin); at < to; at = Next(row, at, to))
        {
            var x = Place(at);
            if (x >= 100)
            {
                break;
            }

            var thread = ink == RibbonInk.Idle || (row.CountsWorkingDays && _resting.Contains(Day(at)));
            var piece = new RibbonPiece(x, Math.Min(Place(Next(row, at, to)), 100) - x, ink, thread);
            if (IsPaused(row, at))
            {
                if (open is { } before)
                {
                    yield return before;
                }

                open = null;
            }
            else if (open is { } last && last.Thread == thread)
            {
                open = last with { Width = piece.End - last.X };
            }
            else
            {
                if (open is { } other)
                {
                    yield return other;
                }

                open = piece;
            }
        }

        if (open is { } rest)
        {
            yield return rest;
        }
    }

    /// <summary>The next moment at which something may change: midnight, the edge of a pause, or the end.</summary>
    private DateTimeOffset Next(RibbonRow row, DateTimeOffset at, DateTimeOffset to) =>
        row.Pauses.SelectMany(pause => new[] { pause.From, pause.Until ?? _now })
            .Append(Midnight(Day(at).AddDays(1)))
            .Append(to)
            .Where(moment => moment > at)
            .Min();

    private bool IsPaused(RibbonRow row, DateTimeOffset at) =>
        row.Pauses.Any(pause => pause.From <= at && at < (pause.Until ?? _now));

    private RibbonGap Gap(RibbonPause pause)
    {
        var x = Math.Clamp(Place(pause.From), 0, 100);
        return new RibbonGap(x, Math.Clamp(Place(pause.Until ?? _now), 0, 100) - x, pause.Reason);
    }

    private static RibbonPiece[] Sliver(double due)
    {
        var x = Math.Clamp(due - ShortestBar, 0, 100 - ShortestBar);
        return [new RibbonPiece(x, ShortestBar, RibbonInk.Elapsed, Thread: false)];
    }

    private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(_now.Offset).DateTime);

    private DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), _now.Offset);

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static bool OnAxis(double place) => place is >= 0 and <= 100;
}
