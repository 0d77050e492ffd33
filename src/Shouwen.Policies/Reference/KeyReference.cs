using System.Text;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Policies.Keys;

namespace Shouwen.Policies.Reference;

/// <summary>The part of policies/README.md that lists every key and every fact, made from their declarations.</summary>
public static class KeyReference
{
    public const string Begin = "<!-- reference: made from the declarations of keys and facts -->";
    public const string End = "<!-- end of reference -->";

    /// <summary>The same for institutions/README.md: every key, and every word that may have a label.</summary>
    public static string OfInstitutions(IEnumerable<Post> posts)
    {
        var text = Keys(InstitutionKeys.Institution).Append("\n### 可以改的叫法（labels）\n\n| 编号 | 通常的叫法 |\n|---|---|\n");
        foreach (var (key, label) in Vocabulary.All.Select(choice => (choice.Key, choice.Label)).Concat(posts.Select(post => ((string?)$"post.{post.Id}", post.Name))))
        {
            text.Append("| `").Append(key).Append("` | ").Append(Cell(label)).Append(" |\n");
        }

        return text.ToString();
    }

    private static StringBuilder Keys(Node top)
    {
        var text = new StringBuilder();
        foreach (var node in top.All())
        {
            text.Append("\n### ").Append(node.Title).Append("\n\n| 键 | 含义 | 写法 | 例 |\n|---|---|---|---|\n");
            foreach (var key in node.Keys)
            {
                text.Append("| `").Append(key.Name).Append('`').Append(key.IsRequired ? "（必填）" : "").Append(" | ").Append(Cell(key.Chinese)).Append(" | ").Append(FormOf(key))
                    .Append(" | `").Append(Cell(key.Example)).Append("` |\n");
            }
        }

        return text;
    }

    public static string Markdown()
    {
        var text = Keys(PolicyKeys.Policy);
        text.Append("\n### 条件里可以写的事实\n\n| 事实 | 含义 | 取值 |\n|---|---|---|\n");
        foreach (var fact in ComplaintFacts.List)
        {
            text.Append("| `").Append(fact.Name).Append("` | ").Append(Cell(fact.Meaning)).Append(" | ").AppendJoin("、", fact.Choices.Select(choice => $"`{choice.Value}` {choice.Label}")).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>A text with the part between the marks replaced by what it should be; unchanged when it lacks the marks.</summary>
    public static string PutInto(string readme) => PutInto(readme, Markdown());

    public static string PutInto(string readme, string reference)
    {
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        return begin < 0 || end < begin ? readme : $"{readme[..(begin + Begin.Length)]}\n{reference}\n{readme[end..]}";
    }

    private static string FormOf(Key key) => key.Kind switch
    {
        KeyKind.Text => "文字",
        KeyKind.Flag => "true 或 false",
        KeyKind.Number => "数字",
        KeyKind.Date => "日期",
        KeyKind.Word => string.Join("、", key.Words.Select(word => $"`{word}`")),
        KeyKind.Words => key.Words.Count == 0 ? "一个或一列词" : "一个或几个：" + string.Join("、", key.Words.Select(word => $"`{word}`")),
        KeyKind.Texts => "一段或一列文字",
        KeyKind.Range => "数或范围",
        KeyKind.Condition => "条件",
        KeyKind.Pattern => "记录",
        KeyKind.Patterns => "一个或一列记录",
        KeyKind.Trigger => "记录、when 条件 或 breach of 条款",
        KeyKind.Due => "期限",
        KeyKind.Period => "时长",
        KeyKind.Periods => "一个或一列时长",
        KeyKind.Relation => "人员或单位",
        KeyKind.Relations => "一个或几个人员或单位",
        KeyKind.Consequences => "一件或一列事",
        KeyKind.Map => $"见“{key.Parts?.Title}”",
        KeyKind.Maps => $"一个或一列，见“{key.Parts?.Title}”",
        _ => key.Parts is null ? "名称: 内容" : $"名称: 见“{key.Parts.Title}”",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
