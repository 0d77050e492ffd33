namespace Shouwen.App.Ui;

/// <summary>What a clock looks like now. The colours of these states are used for nothing else.</summary>
public enum ClockState
{
    /// <summary>Less than half of the time is used.</summary>
    Ok,

    /// <summary>50 to 74 % used.</summary>
    Half,

    /// <summary>75 to 99 % used.</summary>
    Near,

    /// <summary>Past due and still open.</summary>
    Over,

    /// <summary>Met, but after the due time: its late stretch stays red.</summary>
    Late,

    /// <summary>Met in time, or closed.</summary>
    Done,
}

public static class ClockStates
{
    /// <summary>The present state of an open clock that has used this share of its own units.</summary>
    public static ClockState Of(double percentUsed) => percentUsed switch
    {
        < 50 => ClockState.Ok,
        < 75 => ClockState.Half,
        < 100 => ClockState.Near,
        _ => ClockState.Over,
    };

    public static string Css(this ClockState state) => state switch
    {
        ClockState.Ok => "is-ok",
        ClockState.Half => "is-half",
        ClockState.Near => "is-near",
        ClockState.Over => "is-over",
        ClockState.Late => "is-late",
        _ => "is-done",
    };

    public static string Icon(this ClockState state) => state switch
    {
        ClockState.Ok => "clock",
        ClockState.Half => "clock-hour-9",
        ClockState.Near => "clock-exclamation",
        ClockState.Over or ClockState.Late => "alert-triangle",
        _ => "check",
    };

    public static string Word(this ClockState state) => state switch
    {
        ClockState.Ok => "充裕",
        ClockState.Half => "过半",
        ClockState.Near => "临近",
        ClockState.Over => "超期",
        ClockState.Late => "迟办",
        _ => "已履行",
    };
}
