namespace Shouwen.App.Ui;

public enum TagKind
{
    /// <summary>A fact: white with an outline.</summary>
    Plain,

    /// <summary>Where the case stands now: tint of the brand.</summary>
    Active,

    /// <summary>Closed or history: grey.</summary>
    Done,

    /// <summary>重大: white on ink.</summary>
    Grave,

    /// <summary>A value is still missing.</summary>
    Near,

    /// <summary>Late, or forbidden.</summary>
    Over,

    /// <summary>待核对: an unconfirmed rule or number, dashed.</summary>
    Verify,
}

public enum Severity
{
    Minor = 1,
    Moderate = 2,
    Severe = 3,
}
