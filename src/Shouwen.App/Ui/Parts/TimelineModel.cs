namespace Shouwen.App.Ui;

/// <summary>Whose act it is; decides the mark.</summary>
public enum Voice
{
    Ours,
    Customer,
    Outside,
    System,
}

/// <param name="Label">今天 09-24 周四</param>
public sealed record TimelineDay(string Label, IReadOnlyList<TimelineEntry> Entries);

/// <summary>A sentence: who did what.</summary>
/// <param name="Icon">Tabler icon of the act; customers and outside bodies have their own when null.</param>
/// <param name="Who">Set in bold; null for the system.</param>
public sealed record TimelineEntry(DateTimeOffset At, Voice Voice, string? Who, string What, string? Icon = null)
{
    /// <summary>Stable name of the entry in the page, for links to it.</summary>
    public string? Id { get; init; }

    /// <summary>The clauses that made the system do it.</summary>
    public IReadOnlyList<ClauseRef> Basis { get; init; } = [];
    public IReadOnlyList<TimelineConsequence> Consequences { get; init; } = [];
    public IReadOnlyList<TimelineLink> Links { get; init; } = [];

    /// <summary>An earlier record that this one corrects, or a note such as 已更正.</summary>
    public string? Note { get; init; }
}

/// <param name="Sentence">专人联系客户，至 09-28</param>
public sealed record TimelineConsequence(string Sentence, ClauseRef Clause);

/// <summary>An attachment or a linked file.</summary>
public sealed record TimelineLink(string Text, string Href, string Icon = "paperclip");
