using Shouwen.App.Ui;

namespace Shouwen.App.Tests.Ui;

/// <summary>An axis of ten days, Monday 2026-09-21 to Wednesday 09-30, so that a day is ten percent; the 25th to 27th do not count.</summary>
public class RibbonGeometryTests
{
    private static readonly DateTimeOffset Now = At(24, 12);

    private readonly RibbonGeometry _geometry = new(Model([]));

    [Fact]
    public void Place_OfAMoment_IsItsShareOfTheAxis()
    {
        Assert.Equal(0, _geometry.Place(At(21)));
        Assert.Equal(35, _geometry.Now);
        Assert.Equal(100, _geometry.Place(new DateTimeOffset(2026, 9, 30, 16, 0, 0, TimeSpan.Zero))); // the same midnight, told in UTC
    }

    [Fact]
    public void Draw_OpenRow_IsFullUntilNowAndTintToTheDueTime()
    {
        var bar = _geometry.Draw(Row(ClockState.Ok, At(22), At(29)));

        Assert.Equal([new(10, 25, RibbonInk.Elapsed, false), new RibbonPiece(35, 45, RibbonInk.Rest, false)], bar.Pieces.Select(Rounded));
        Assert.Equal(10, bar.Start);
        Assert.Equal(80, bar.Due);
    }

    [Fact]
    public void Draw_ClockOfWorkingDays_ThinsOnDaysItDoesNotCount()
    {
        var bar = _geometry.Draw(Row(ClockState.Ok, At(22), At(29)) with { CountsWorkingDays = true });

        Assert.Equal(
            [new(10, 25, RibbonInk.Elapsed, false), new(35, 5, RibbonInk.Rest, false), new(40, 30, RibbonInk.Rest, true), new RibbonPiece(70, 10, RibbonInk.Rest, false)],
            bar.Pieces.Select(Rounded));
    }

    [Fact]
    public void Draw_OverdueRow_IsTintToTheDueTimeAndRedToNow()
    {
        var bar = _geometry.Draw(Row(ClockState.Over, At(21), At(23)));

        Assert.Equal([new(0, 20, RibbonInk.Rest, false), new RibbonPiece(20, 15, RibbonInk.Late, false)], bar.Pieces.Select(Rounded));
    }

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(22, 60, true)]
    public void Draw_DueTimeOffTheAxis_PointsForwardsOnly(int start, int due, bool isBeyond)
    {
        var bar = _geometry.Draw(Row(isBeyond ? ClockState.Ok : ClockState.Over, At(1).AddDays(start - 1), At(1).AddDays(due - 1)));

        Assert.Equal((null, isBeyond), (bar.Due, bar.IsBeyond));
    }

    [Fact]
    public void Draw_LateRow_KeepsItsLateStretchRed()
    {
        var bar = _geometry.Draw(Row(ClockState.Late, At(21), At(23)) with { DischargedAt = At(24) });

        Assert.Equal([new(0, 20, RibbonInk.Elapsed, false), new RibbonPiece(20, 10, RibbonInk.Late, false)], bar.Pieces.Select(Rounded));
        Assert.Equal(30, bar.Discharged);
    }

    [Fact]
    public void Draw_RowMetEarly_GoesOnAsAThreadToTheDueTime()
    {
        var bar = _geometry.Draw(Row(ClockState.Done, At(21), At(24)) with { DischargedAt = At(22) });

        Assert.Equal([new(0, 10, RibbonInk.Elapsed, false), new RibbonPiece(10, 20, RibbonInk.Idle, true)], bar.Pieces.Select(Rounded));
    }

    [Fact]
    public void Draw_PausedRow_LeavesAGapOfThePause()
    {
        var bar = _geometry.Draw(Row(ClockState.Ok, At(21), At(29)) with { Pauses = [new(At(22), At(23), "等待鉴定")] });

        Assert.Equal([0, 20, 35], bar.Pieces.Select(piece => Math.Round(piece.X, 3)));
        Assert.Equal((10, 10), (Math.Round(bar.Pauses.Single().X, 3), Math.Round(bar.Pauses.Single().Width, 3)));
    }

    [Fact]
    public void Draw_RowReachingBeyondTheAxis_EndsAtItsEdgeWithoutADueStroke()
    {
        var bar = _geometry.Draw(Row(ClockState.Ok, new DateTimeOffset(2026, 9, 1, 9, 0, 0, Now.Offset), new DateTimeOffset(2027, 1, 7, 0, 0, 0, Now.Offset)));

        Assert.Equal((0, 100), (bar.Pieces[0].X, bar.Pieces[^1].End));
        Assert.Null(bar.Start);
        Assert.Null(bar.Due);
    }

    [Fact]
    public void Draw_ClockOfMinutes_IsWidenedToBeSeenAndMagnified()
    {
        var bar = _geometry.Draw(Row(ClockState.Near, At(24, 11, 48), At(24, 12, 4)));

        Assert.True(bar.IsShort);
        Assert.Equal(RibbonGeometry.ShortestBar, bar.Pieces.Single().Width, 3);
        Assert.Equal(75, bar.Used, 3);
    }

    [Fact]
    public void Marks_OfObligationsMetTogether_ShareOneFigureAndNeverCoverALateOne()
    {
        var marks = _geometry.Marks(
        [
            Met(At(21, 9)), Met(At(21, 10)), Met(At(21, 11)), Met(At(21, 12)) with { State = ClockState.Late }, Met(At(24)),
        ]);

        Assert.Equal([(3, false), (1, true), (1, false)], marks.Select(mark => (mark.Count, mark.IsLate)));
        Assert.True(marks[1].X - marks[0].X >= 7);
    }

    [Fact]
    public void Axis_NamesHolidaysAndHatchesTheirDaysAsOneColumn()
    {
        var model = Model([]);

        var axis = new RibbonAxis(model, _geometry);

        Assert.Equal("中秋", axis.Labels.Single().Text);
        Assert.Equal((40, 30), (Math.Round(axis.Columns.Single().X, 3), Math.Round(axis.Columns.Single().Width, 3)));
        Assert.Equal(["09-21", "09-28"], axis.Ticks.Select(tick => tick.Text));
    }

    [Fact]
    public void Span_OfNoRows_IsStillTwoWeeks()
    {
        Assert.Equal((new DateOnly(2026, 9, 24), new DateOnly(2026, 10, 7)), RibbonModel.Span([], Now));
    }

    private static RibbonPiece Rounded(RibbonPiece piece) => piece with { X = Math.Round(piece.X, 3), Width = Math.Round(piece.Width, 3) };

    private static RibbonRow Met(DateTimeOffset at) => Row(ClockState.Done, At(21), At(29)) with { DischargedAt = at };

    private static RibbonRow Row(ClockState state, DateTimeOffset start, DateTimeOffset due) => new()
    {
        Name = "办结答复",
        Clause = new ClauseRef("RG-09"),
        State = state,
        Start = start,
        Due = due,
        Remaining = "剩余 3 个工作日",
        DueWords = "至 09-28 周一 24:00",
    };

    private static RibbonModel Model(IReadOnlyList<RibbonRow> rows)
    {
        var days = Enumerable.Range(21, 10).Select(day => new DateOnly(2026, 9, day))
            .Select(day => day.Day is >= 25 and <= 27 ? new RibbonDay(day, RibbonDayKind.Holiday, "中秋") : new RibbonDay(day, RibbonDayKind.Working));
        return new RibbonModel(new(2026, 9, 21), new(2026, 9, 30), Now, [.. days], rows);
    }

    private static DateTimeOffset At(int day, int hour = 0, int minute = 0) => new(2026, 9, day, hour, minute, 0, TimeSpan.FromHours(8));
}
