using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.Bench;

/// <summary>
/// A complaint like one of the demo year, of another customer at another time: the same acts by the same people at the same distances, up to now. So some are days old and open, most are over.
/// </summary>
internal sealed class Invention(IReadOnlyList<Complaint> models, DateTimeOffset now, int days, Random random)
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫";
    private const string Given = "秀兰建军晓梅志强丽华国平雨桐思远文博海燕玉珍明德佳怡浩然振华淑芬立新静长林天宇子涵欣怡俊杰婷婷磊洋勇艳杰娟涛超霞刚桂香";
    private const string Places = "枫桥柳溪松岗竹苑梅园兰亭菊坪荷塘莲池桃源杏林榆关槐荫桐庐楠木樟湖樱台棠里";
    private const string Ends = "路街巷弄道里";

    /// <summary>The entries of one, the first without a number.</summary>
    public IReadOnlyList<Entry> Next()
    {
        var model = models[random.Next(models.Count)];
        var entries = model.Entries.TakeWhile((entry, i) => i == 0 || model.Entries[i - 1].Action != "close").ToList();
        var received = now.AddDays(-random.Next(1, days)).Date + entries[0].At.TimeOfDay; // at the same time of day
        var shift = TimeSpan.FromDays((DateOnly.FromDateTime(received).DayNumber - DateOnly.FromDateTime(entries[0].At.Date).DayNumber) / 7 * 7) + TimeSpan.FromSeconds(random.Next(-1800, 1800)); // and day of the week
        var shifted = entries.ConvertAll(entry => Moved(entry, shift)).TakeWhile(entry => entry.At <= now).ToList();
        return shifted.Count == 0 ? Next() : [shifted[0] with { Data = OfAnother(shifted[0].Data) }, .. shifted.Skip(1)];
    }

    private Fields OfAnother(Fields data)
    {
        var place = $"{Places[random.Next(Places.Length)]}{Places[random.Next(Places.Length)]}{Ends[random.Next(Ends.Length)]}";
        var who = new Fields([new("name", Name()), new("phone", FormattableString.Invariant($"1{random.Next(3, 10)}{random.Next(1_000_000_000):D9}"))]);
        return data.With("complainants", new List<object> { who }).With("summary", FormattableString.Invariant($"{data.Text("summary")}（{place}{random.Next(1, 999)}号来电）")).With("number", null);
    }

    private string Name() => $"{Surnames[random.Next(Surnames.Length)]}{Given[random.Next(Given.Length)]}{(random.Next(4) > 0 ? Given[random.Next(Given.Length)].ToString() : "")}";

    private static Entry Moved(Entry entry, TimeSpan by) => entry with { At = entry.At + by, HappenedAt = entry.HappenedAt + by, Data = (Fields)Moved(entry.Data, by) };

    private static object Moved(object value, TimeSpan by) => value switch
    {
        DateTimeOffset moment => moment + by,
        DateOnly day => day.AddDays(by.Days),
        Fields fields => new Fields(fields.Select(pair => KeyValuePair.Create(pair.Key, Moved(pair.Value, by)))),
        IReadOnlyList<object> list => list.Select(item => Moved(item, by)).ToList(),
        _ => value,
    };
}
