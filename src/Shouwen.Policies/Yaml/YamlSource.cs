using Shouwen.Domain.Actions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Shouwen.Policies.Yaml;

/// <summary>A YAML file as an untyped tree in which every value knows its place. Anchors, tags and several documents are refused: nothing clever.</summary>
public sealed class YamlSource
{
    private const int MaxDepth = 40;
    private const string NoAnchors = "这里不用 YAML 的锚点和引用（& 和 *），请把内容写出来；文字以 & 或 * 开头时加引号";

    private readonly List<Problem> problems = [];
    private readonly ScalarPlaces places;

    private YamlSource(string text, string file)
    {
        File = file;
        places = new(text);
        Root = ReadAll(text);
    }

    public string File { get; }

    /// <summary>The whole document; null when it could not be read or is empty.</summary>
    public Raw? Root { get; }

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Reads a text; <paramref name="file"/> is only for messages.</summary>
    public static YamlSource Parse(string text, string file) => new(text, file);

    /// <summary>Where a character of a scalar stands in the file, as exactly as its style allows.</summary>
    public Position Locate(RawScalar scalar, int offset) => places.Locate(scalar, offset);

    private Raw? ReadAll(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                problems.Add(new(File, new(1, 1), "文件是空的"));
                return null;
            }

            var root = Read(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Current is DocumentStart second)
            {
                problems.Add(new(File, PositionOf(second.Start), "一个文件只能有一个 YAML 文档，请去掉“---”"));
            }

            return root;
        }
        catch (YamlException error)
        {
            problems.Add(new(File, PositionOf(error.Start), YamlMessages.InChinese(error)));
            return null;
        }
        catch (InvalidOperationException) // the scanner's own answer to a text that begins with a sign where no text can
        {
            problems.Add(new(File, PositionOf(parser.Current?.End ?? Mark.Empty), "YAML 格式错误：这里之后有多余或缺少的符号，文字以符号开头时加引号"));
            return null;
        }
    }

    private Raw Read(Parser parser, int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            problems.Add(new(File, PositionOf(alias.Start), NoAnchors));
            return new RawScalar("", false, PositionOf(alias.Start));
        }

        var node = parser.Consume<NodeEvent>();
        var at = PositionOf(node.Start);
        if (depth > MaxDepth)
        {
            throw new YamlException(node.Start, node.End, "nested too deeply");
        }

        RefuseCleverness(node, at);
        return node switch
        {
            MappingStart => ReadMap(parser, at, depth),
            SequenceStart => ReadList(parser, at, depth),
            Scalar scalar => ScalarOf(scalar, at),
            _ => throw new YamlException(node.Start, node.End, "unexpected node"),
        };
    }

    private static RawScalar ScalarOf(Scalar scalar, Position at)
    {
        var isNull = scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" };
        return new(isNull ? "" : scalar.Value, scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted, at);
    }

    private void RefuseCleverness(NodeEvent node, Position at)
    {
        if (!node.Anchor.IsEmpty)
        {
            problems.Add(new(File, at, NoAnchors));
        }
        else if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            problems.Add(new(File, at, "这里不用 YAML 的类型标记（!），文字以 ! 开头时加引号"));
        }
    }

    private RawList ReadList(Parser parser, Position at, int depth)
    {
        var items = new List<Raw>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Read(parser, depth + 1));
        }

        return new(items, at);
    }

    private RawMap ReadMap(Parser parser, Position at, int depth)
    {
        var values = new OrderedDictionary<string, Raw>();
        var keys = new Dictionary<string, Position>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Read(parser, depth + 1);
            var value = Read(parser, depth + 1);
            if (key is not RawScalar name)
            {
                problems.Add(new(File, key.At, "键应为文字"));
            }
            else if (values.TryAdd(name.Text, value))
            {
                keys[name.Text] = key.At;
            }
            else
            {
                problems.Add(new(File, key.At, $"“{name.Text}”重复，第 {keys[name.Text].Line} 行已经有了"));
            }
        }

        return new(values, keys, at);
    }

    private static Position PositionOf(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
