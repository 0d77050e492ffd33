using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Complaints;

/// <summary>The icon of each action, and the words on its button where the catalogue's label is a noun.</summary>
public static class ActionWords
{
    private static readonly Dictionary<string, string> Icons = new()
    {
        ["register"] = "edit", ["accept"] = "circle-check", ["decline"] = "ban", ["request-material"] = "file-text", ["acknowledge"] = "send", ["classify"] = "adjustments",
        ["assign"] = "user", ["hand-over"] = "arrows-exchange", ["receive-hand-over"] = "inbox", ["return"] = "arrow-back-up", ["recuse"] = "shield-x",
        ["ask-co-handler"] = "users", ["answer-co-handling"] = "messages", ["record-contact"] = "phone-outgoing", ["record-finding"] = "clipboard-text", ["record-facts"] = "notes",
        ["urge"] = "bell-ringing", ["conclude-investigation"] = "gavel", ["propose"] = "writing-sign", ["review-compliance"] = "scale", ["approve"] = "rubber-stamp", ["reject"] = "circle-x",
        ["extend"] = "calendar-plus", ["pause"] = "player-pause", ["resume"] = "player-play", ["answer"] = "message", ["settle"] = "file-text", ["compensate"] = "coins",
        ["call-back"] = "phone-call", ["customer-response"] = "message", ["add-material"] = "paperclip", ["reopen"] = "refresh", ["request-review"] = "search", ["decide-review"] = "gavel",
        ["open-external"] = "scale", ["close-external"] = "scale", ["report"] = "report", ["plan-rectification"] = "tool", ["complete-rectification"] = "clipboard-check",
        ["verify-rectification"] = "shield-check", ["find-liability"] = "gavel", ["appeal"] = "flag", ["decide-appeal"] = "gavel", ["record-praise"] = "award", ["record-measure"] = "clipboard-check",
        ["correct"] = "edit", ["note"] = "notes", ["attach"] = "paperclip", ["link"] = "link", ["unlink"] = "link", ["summarise"] = "notes", ["void"] = "x", ["withdraw"] = "arrow-back-up",
        ["close"] = "circle-check", ["archive"] = "archive", ["hold"] = "lock", ["release"] = "key", ["destroy"] = "x",
        ["activate-plan"] = "flame", ["record-step"] = "clipboard-check", ["stand-down"] = "circle-check", ["notify"] = "bell", ["flag"] = "flag", ["join"] = "link", ["part"] = "link", ["rebind"] = "refresh",
    };

    private static readonly Dictionary<string, string> Verbs = new()
    {
        ["answer"] = "答复客户", ["ask-co-handler"] = "请协办", ["record-contact"] = "记录客户联系", ["record-facts"] = "补记事实", ["attach"] = "添加附件", ["call-back"] = "记录回访",
        ["customer-response"] = "记录客户意见", ["add-material"] = "客户补充材料", ["request-review"] = "客户申请核查", ["withdraw"] = "客户撤回", ["request-material"] = "请客户补材料",
        ["receive-hand-over"] = "接收转办", ["return"] = "退回转办", ["recuse"] = "登记回避", ["settle"] = "签和解协议", ["summarise"] = "写总结", ["hold"] = "法律保全",
    };

    public static string Icon(string action) => Icons.GetValueOrDefault(action, "notes");

    public static string Verb(ActionType action) => Verbs.GetValueOrDefault(action.Name, action.Label);
}
