namespace Shouwen.App.Ui;

/// <summary>All that the frame around every staff page shows.</summary>
/// <param name="Institution">江州银行</param>
/// <param name="Now">The moment of the page in the institution's own time.</param>
public sealed record ShellModel(string Institution, DateTimeOffset Now, ShellPerson Person)
{
    public IReadOnlyList<MenuGroup> Menu { get; init; } = [];

    /// <summary>Figures beside menu items, by their <see cref="MenuItem.Href"/>.</summary>
    public IReadOnlyDictionary<string, MenuCount> Counts { get; init; } = new Dictionary<string, MenuCount>();

    /// <summary>明起中秋放假 3 天 · 10-10 周六补班</summary>
    public string? NextHoliday { get; init; }
    public int UnreadNotices { get; init; }

    /// <summary>Null for whoever sees no case.</summary>
    public string? NoticesPath { get; init; } = "/notices";

    /// <summary>The same.</summary>
    public string? SearchPath { get; init; } = "/complaints/find";

    public string? AccountPath { get; init; }
    public string? SignOutPath { get; init; }

    /// <summary>The person's posts besides the present one.</summary>
    public IReadOnlyList<ShellPost> OtherPosts { get; init; } = [];
    public string? SwitchPostPath { get; init; }

    /// <summary>What the last action did; shown once, above the page.</summary>
    public FlashMessage? Flash { get; init; }

    /// <summary>Not null in an exercise room: every page says so.</summary>
    public ShellExercise? Exercise { get; init; }

    /// <summary>Name, staff number and time across pages with personal data.</summary>
    public bool Watermarked { get; init; } = true;
}

/// <param name="Title">Of the scenario.</param>
/// <param name="LeaveHref">Out to the real house.</param>
/// <param name="SkipPath">Where the clock is moved; null for whoever does not lead the exercise.</param>
/// <param name="NextAt">When the scenario goes on; null: nothing more comes of itself.</param>
public sealed record ShellExercise(string Title, string LeaveHref, string? SkipPath, DateTimeOffset? NextAt);

/// <param name="Number">Staff number.</param>
/// <param name="Post">投诉专员 · 滨江分行</param>
public sealed record ShellPerson(string Name, string Number, string Post);

/// <param name="Id">complaint-officer@branch-1</param>
/// <param name="Label">投诉专员 · 滨江分行</param>
public sealed record ShellPost(string Id, string Label);

public sealed record MenuGroup(string Name, IReadOnlyList<MenuItem> Items);

/// <param name="OnPhone">Stands in the bottom bar on phones; at most four do.</param>
public sealed record MenuItem(string Name, string Href, string Icon, bool OnPhone = false)
{
    /// <summary>The page is of use to a post that may do one of these actions; none named: to everybody.</summary>
    public IReadOnlyList<string> For { get; init; } = [];

    /// <summary>What the page declares: a post needs one of them; none: being signed in is enough.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
}

/// <param name="Urgent">Red: something there cannot wait.</param>
public sealed record MenuCount(int Value, bool Urgent = false);

/// <param name="Href">Null for the page itself, the last crumb.</param>
public sealed record Crumb(string Name, string? Href = null);

public enum FlashKind
{
    Done,
    Notice,
    Refused,
}

/// <summary>What the last action did, in one sentence; a record of it stands elsewhere too.</summary>
public sealed record FlashMessage(FlashKind Kind, string Text)
{
    public IReadOnlyList<ClauseRef> Clauses { get; init; } = [];
    public string? LinkText { get; init; }
    public string? Href { get; init; }
}

/// <summary>Loads the frame of the present request: who, when, how much is waiting. Registered by the web host.</summary>
public delegate Task<ShellModel> ShellSource(CancellationToken cancellationToken);
