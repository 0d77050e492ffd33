namespace Shouwen.App.Ui;

/// <param name="Kind">Rest and Holiday are hatched, MakeUp is tinted.</param>
public readonly record struct RibbonColumn(double X, double Width, RibbonDayKind Kind);

/// <param name="Middle">Where the words are centred, in percent.</param>
public readonly record struct RibbonLabel(double Middle, string Text, RibbonDayKind Kind);

public readonly record struct RibbonTick(double X, string Text);

/// <summary>What stands above and behind the bars: ticks on Mondays, hatched days, holidays by name, 班 over make-up days.</summary>
public sealed class RibbonAxis
{
    /// <summary>Widths in percent at a narrow drawing (about 500 px; wider ones only gain room): a date, one letter of a name, the mark 今天.</summary>
    private const double TickGap = 7, Letter = 2.4, NowHalf = 4.6;

    public RibbonAxis(RibbonModel model, RibbonGeometry geometry)
    {
        var days = model.Days.Where(day => day.Date >= model.First && day.Date <= model.Last).OrderBy(day => day.Date).ToList();
        Columns = [.. Runs(days, (one, next) => one.Counts == next.Counts && !one.Counts)
            .Where(run => run[0].Kind != RibbonDayKind.Working)
            .Select(run => new RibbonColumn(geometry.Place(run[0].Date), Width(run, geometry), run[0].Kind))];
        Ticks = [.. TicksOf(model, days, geometry)];
        Labels = [.. LabelsOf(days, geometry)];
    }

    public IReadOnlyList<RibbonColumn> Columns { get; }
    public IReadOnlyList<RibbonTick> Ticks { get; }
    public IReadOnlyList<RibbonLabel> Labels { get; }

    private static IEnumerable<RibbonTick> TicksOf(RibbonModel model, List<RibbonDay> days, RibbonGeometry geometry)
    {
        var off = days.Where(day => day.Kind == RibbonDayKind.Holiday).Select(day => day.Date).ToHashSet();
        var last = double.NegativeInfinity;
        for (var day = model.First; day <= model.Last; day = day.AddDays(1))
        {
            var x = geometry.Place(day);
            var wanted = day == model.First || (day.DayOfWeek == DayOfWeek.Monday && !off.Contains(day));
            if (wanted && x - last >= TickGap && x <= 100 - TickGap)
            {
                yield return new RibbonTick(x, Words.MonthDay(day));
                last = x;
            }
        }
    }

    /// <summary>Names step aside for 今天 and for one another; a name without room is left out (its days stay hatched).</summary>
    private static IEnumerable<RibbonLabel> LabelsOf(List<RibbonDay> days, RibbonGeometry geometry)
    {
        var taken = new List<(double From, double To)> { (geometry.Now - NowHalf, geometry.Now + NowHalf) };
        foreach (var run in Runs(days, (one, next) => one.Kind == next.Kind && one.Name == next.Name)
            .Where(run => run[0].Kind is RibbonDayKind.Holiday or RibbonDayKind.MakeUp)
            .OrderByDescending(run => run.Count))
        {
            var makeUp = run[0].Kind == RibbonDayKind.MakeUp;
            var text = makeUp ? "班" : run.Count > 3 ? $"{run[0].Name} {run.Count} 天" : run[0].Name ?? "放假";
            var half = makeUp ? 1.8 : text.Length * Letter / 2 + 0.4;
            var middle = geometry.Place(run[0].Date) + Width(run, geometry) / 2;
            if (Free(taken, middle, half, makeUp ? 3 : 6) is { } place && place - half >= 0 && place + half <= 100)
            {
                taken.Add((place - half, place + half));
                yield return new RibbonLabel(place, text, run[0].Kind);
            }
        }
    }

    private static double? Free(List<(double From, double To)> taken, double middle, double half, double reach)
    {
        for (var step = 0.0; step <= reach; step += 0.2)
        {
            foreach (var place in new[] { middle + step, middle - step })
            {
                if (taken.All(other => place + half <= other.From || place - half >= other.To))
                {
                    return place;
                }
            }
        }

        return null;
    }

    private static double Width(List<RibbonDay> run, RibbonGeometry geometry) =>
        geometry.Place(run[^1].Date.AddDays(1)) - geometry.Place(run[0].Date);

    private static IEnumerable<List<RibbonDay>> Runs(List<RibbonDay> days, Func<RibbonDay, RibbonDay, bool> belongs)
    {
        var run = new List<RibbonDay>();
        foreach (var day in days)
        {
            if (run.Count > 0 && !(run[^1].Date.AddDays(1) == day.Date && belongs(run[^1], day)))
            {
                yield return run;
                run = [];
            }

            run.Add(day);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
