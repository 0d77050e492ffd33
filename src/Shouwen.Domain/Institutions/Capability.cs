using Shouwen.Domain.Actions;

namespace Shouwen.Domain.Institutions;

/// <summary>What a post may be granted besides doing actions: a closed list, of the routes that there are.</summary>
/// <param name="Name">kebab-case, as in <c>posts.yaml</c>; never the name of an action.</param>
/// <param name="Label">In Chinese, for whoever reads or writes that file.</param>
public sealed record Capability(string Name, string Label)
{
    /// <summary>Lists, pages and history of the cases in sight; how many those are is the post's <see cref="Post.Sees"/>.</summary>
    public const string ReadCases = "read-cases";

    /// <summary>The entries of a case as they were written, internal notes among them.</summary>
    public const string ReadJournal = "read-journal";

    /// <summary>Confidential cases that the unit reaches, though neither the person nor the own unit handles them.</summary>
    public const string ReadConfidential = "read-confidential";

    /// <summary>Names and contacts of complainants in full, with a reason.</summary>
    public const string Reveal = "reveal";

    /// <summary>The list of cases as a file, with a reason.</summary>
    public const string Export = "export";

    public const string ReadFunds = "read-funds";

    /// <summary>Units, people, delegates and every change of them, within reach of the own unit.</summary>
    public const string ReadOrganisation = "read-organisation";

    /// <summary>Who saw customers' data, of everybody in the unit and below it; without it people read what they saw themselves.</summary>
    public const string ReadAccessLog = "access-log";

    /// <summary>The journal of the organisation and its configuration, and having the whole journal verified.</summary>
    public const string Audit = "audit";

    /// <summary>Allowing others' large exports.</summary>
    public const string ApproveExport = "approve-export";

    /// <summary>What waits to be sent and what was given up, without its words.</summary>
    public const string ReadOutbox = "read-outbox";

    /// <summary>Taking tables of past complaints over, of the units that the own unit reaches.</summary>
    public const string Import = "import";

    public static readonly IReadOnlyList<Capability> All =
    [
        new(ReadCases, "查看案件"), new(ReadJournal, "查看案件流水"), new(ReadConfidential, "查看保密案件"), new(Reveal, "查看客户信息"), new(Export, "导出投诉列表"),
        new(ReadFunds, "查看专项基金"), new(ReadOrganisation, "查看机构与人员"), new(ReadAccessLog, "查看访问日志"), new(Audit, "审计"), new(ApproveExport, "批准导出"), new(ReadOutbox, "查看消息发送"), new(Import, "导入台账"), new(Post.Override, "例外放行"),
    ];

    /// <summary>All that a channel's own system ever does, whatever its post may: it sends in what its customers say, and asks how it stands.</summary>
    public static readonly IReadOnlySet<string> OfChannels = new HashSet<string> { ReadCases, "register", "attach", "add-material" };

    /// <summary>Every word that <c>may</c> takes besides the names of groups.</summary>
    public static IEnumerable<string> Words => ActionCatalogue.All.Where(action => !action.IsSystemOnly).Select(action => action.Name).Concat(All.Select(each => each.Name));
}
