using YamlDotNet.Core;

namespace Shouwen.Policies.Yaml;

/// <summary>What the YAML parser complains about, in words that help a person who is no programmer.</summary>
internal static class YamlMessages
{
    private static readonly (string English, string Chinese)[] Known =
    [
        ("nested too deeply", "层次太深"),
        ("apping values are not allowed", "这里不能再有“: ”；文字里含有冒号加空格时，请给整段文字加引号"),
        ("found invalid mapping", "这里不能再有“: ”；文字里含有冒号加空格时，请给整段文字加引号"),
        ("cannot start any token", "这个字符不能这样开头：缩进要用空格而不是制表符；以 @、`、% 开头的文字要加引号"),
        ("tab", "缩进要用空格，不能用制表符"),
        ("unexpected end of stream", "引号没有结束"),
        ("did not find expected key", "这里应为“键: 值”，请检查缩进和冒号"),
        ("simple key", "这里应为“键: 值”，冒号后要有空格"),
        ("did not find expected '-'", "这里应为列表的下一项“- ”，请检查缩进"),
        ("did not find expected ',' or '}'", "花括号里各项之间应有逗号，最后应有“}”"),
        ("did not find expected ',' or ']'", "方括号里各项之间应有逗号，最后应有“]”"),
        ("escape", "双引号里的反斜杠写法不对；要写反斜杠请用单引号"),
    ];

    public static string InChinese(YamlException error)
    {
        var message = error.InnerException?.Message ?? error.Message;
        foreach (var (english, chinese) in Known)
        {
            if (message.Contains(english, StringComparison.OrdinalIgnoreCase))
            {
                return $"YAML 格式错误：{chinese}";
            }
        }

        return $"YAML 格式错误：{message}";
    }
}
