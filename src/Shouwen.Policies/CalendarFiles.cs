using System.Globalization;
using Shouwen.Domain.Calendars;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Shouwen.Policies;

/// <summary>A calendar file that cannot be used; the message begins with file:line:column.</summary>
public sealed class CalendarFileException(string file, Mark at, string sentence, Exception? cause = null)
    : FormatException($"{file}:{at.Line}:{at.Column}: {sentence}", cause);

/// <summary>Reads holidays from files such as calendars/china.yaml.</summary>
public static class CalendarFiles
{
    /// <summary>Reads the holidays of a file.</summary>
    /// <exception cref="CalendarFileException">The file says something that is no calendar.</exception>
    public static HolidayData Load(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>Reads the holidays of a text; the file's name is only for messages.</summary>
    /// <exception cref="CalendarFileException">The text says something that is no calendar.</exception>
    public static HolidayData Parse(string text, string file)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            return stream.Documents.Count == 1
                ? new Reader(file).ReadFile(stream.Documents[0].RootNode)
                : throw new CalendarFileException(file, Mark.Empty, "应有且只有一个 YAML 文档");
        }
        catch (YamlException error)
        {
            throw new CalendarFileException(file, error.Start, $"YAML 格式错误：{error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // YamlDotNet 16.3 gives up so on a colon inside an unclosed flow mapping; the fault lies after what it last read.
            throw new CalendarFileException(file, parser.Current?.End ?? Mark.Empty, "YAML 格式错误：括号或引号未闭合", error);
        }
    }

    private sealed class Reader(string file)
    {
        public HolidayData ReadFile(YamlNode root)
        {
            var keys = Keys(root, "provenance", "years");
            var provenance = ReadProvenance(Required(root, keys, "provenance"));
            List<HolidayYear> years = [];
            foreach (var (key, node) in Mapping(Required(root, keys, "years")))
            {
                years.Add(ReadYear(key, node));
            }

            return new HolidayData(provenance, years);
        }

        private HolidayProvenance ReadProvenance(YamlNode node)
        {
            var keys = Keys(node, "source", "version", "licence", "checked-against", "differing-days");
            return new HolidayProvenance(
                Text(Required(node, keys, "source")), Optional(keys, "version"), Optional(keys, "licence"), Optional(keys, "checked-against"));
        }

        private HolidayYear ReadYear(YamlNode key, YamlNode node)
        {
            if (!int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1949 or > 9998)
            {
                throw Error(key, $"“{Text(key)}”不是年份");
            }

            var keys = Keys(node, "notice", "holidays", "make-up-workdays");
            var holidays = ReadDays(Required(node, keys, "holidays"), year);
            var makeUps = keys.TryGetValue("make-up-workdays", out var days) ? ReadDays(days, year) : [];
            foreach (var (date, at) in makeUps)
            {
                CheckMakeUp(date, at.Node, holidays);
            }

            return new HolidayYear(year, Names(holidays), Names(makeUps), Optional(keys, "notice"));
        }

        private Dictionary<DateOnly, (string Name, YamlNode Node)> ReadDays(YamlNode node, int year)
        {
            Dictionary<DateOnly, (string Name, YamlNode Node)> days = [];
            foreach (var (key, value) in Mapping(node))
            {
                foreach (var range in value is YamlSequenceNode list ? list.Children : [value])
                {
                    var (first, last) = ReadRange(range, year);
                    for (var day = first; day <= last; day = day.AddDays(1))
                    {
                        if (!days.TryAdd(day, (Text(key), range)))
                        {
                            throw Error(range, $"{day:yyyy-MM-dd} 重复列出");
                        }
                    }
                }
            }

            return days;
        }

        // 2026-01-01 or 2026-01-01..2026-01-03, both ends included
        private (DateOnly First, DateOnly Last) ReadRange(YamlNode node, int year)
        {
            var ends = Text(node).Split("..");
            if (ends.Length > 2
                || !DateOnly.TryParseExact(ends[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
                || !DateOnly.TryParseExact(ends[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
                || last < first)
            {
                throw Error(node, $"“{Text(node)}”不是日期或日期区间，应写作 2026-01-01 或 2026-01-01..2026-01-03");
            }

            return first.Year == year && last.Year == year
                ? (first, last)
                : throw Error(node, $"“{Text(node)}”不在 {year} 年内");
        }

        private void CheckMakeUp(DateOnly date, YamlNode node, Dictionary<DateOnly, (string Name, YamlNode Node)> holidays)
        {
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                throw Error(node, $"{date:yyyy-MM-dd} 不是周末，不能作为调休上班日");
            }

            if (holidays.ContainsKey(date))
            {
                throw Error(node, $"{date:yyyy-MM-dd} 既是节假日又是调休上班日");
            }
        }

        private Dictionary<string, YamlNode> Keys(YamlNode node, params string[] known)
        {
            Dictionary<string, YamlNode> keys = [];
            foreach (var (key, value) in Mapping(node))
            {
                if (!known.Contains(Text(key)))
                {
                    throw Error(key, $"未知的键“{Text(key)}”，可用：{string.Join('、', known)}");
                }

                keys.Add(Text(key), value);
            }

            return keys;
        }

        private IDictionary<YamlNode, YamlNode> Mapping(YamlNode node) =>
            node is YamlMappingNode mapping ? mapping.Children : throw Error(node, "此处应为键值对");

        private YamlNode Required(YamlNode parent, Dictionary<string, YamlNode> keys, string key) =>
            keys.TryGetValue(key, out var node) ? node : throw Error(parent, $"缺少“{key}”");

        private string? Optional(Dictionary<string, YamlNode> keys, string key) => keys.TryGetValue(key, out var node) ? Text(node) : null;

        private string Text(YamlNode node) => node is YamlScalarNode { Value: { } value } ? value : throw Error(node, "此处应为一个值");

        private CalendarFileException Error(YamlNode node, string sentence) => new(file, node.Start, sentence);

        private static Dictionary<DateOnly, string> Names(Dictionary<DateOnly, (string Name, YamlNode Node)> days) =>
            days.ToDictionary(day => day.Key, day => day.Value.Name);
    }
}
