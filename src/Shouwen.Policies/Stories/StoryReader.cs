using Shouwen.Domain.Actions;
using Shouwen.Domain.Stories;
using Shouwen.Policies.Keys;
using Shouwen.Policies.Reading;
using Shouwen.Policies.Yaml;

namespace Shouwen.Policies.Stories;

/// <summary>
/// Reads story files. Unknown actions, unknown fields and malformed values are mistakes of the file; a required field that is missing is not:
/// the action is refused when it is played.
/// </summary>
public static class StoryReader
{
    // Whether a value is well formed does not depend on the zone.
    private static readonly ActionParser Parser = new(TimeZoneInfo.Utc);

    public static (Story? Story, IReadOnlyList<Problem> Problems) Read(string file) => Parse(File.ReadAllText(file), file);

    /// <summary>Reads a text; the file's name is only for messages.</summary>
    public static (Story? Story, IReadOnlyList<Problem> Problems) Parse(string text, string file)
    {
        var reading = new FileReading(YamlSource.Parse(text, file));
        var story = reading.Top(StoryKeys.Story) is { } top ? ReadStory(reading, top) : null;
        return (reading.Problems.Count == 0 ? story : null, reading.Problems);
    }

    private static Story ReadStory(FileReading file, MapReader top)
    {
        var steps = top.Items("story").Select(raw => Step(file, raw)).OfType<StoryStep>().ToList();
        var expectations = top.Maps("expect").Select(Expect).ToList();
        return new(file.File, top.Text("title") ?? "", top.Text("institution") ?? "", top.Has("adopts") ? top.Texts("adopts") : null, steps, expectations);
    }

    private static StoryStep? Step(FileReading file, Raw raw)
    {
        if (raw is not RawMap map)
        {
            file.Wrong(raw.At, "一步应写成“键: 值”，至少有 at 和 do");
            return null;
        }

        var step = new MapReader(file, Only(map, StoryKeys.Step.Find), StoryKeys.Step);
        var fields = Only(map, name => StoryKeys.Step.Find(name) is null ? name : null);
        CheckMoment(file, step.Scalar("at"));
        if (step.Scalar("do") is not { } name || !file.IsKnown(name, ActionsForPeople, "动作"))
        {
            return null;
        }

        CheckFields(file, ActionCatalogue.Get(name.Text), fields);
        return new(map.At, step.Text("at") ?? "", name.Text, step.Text("complaint"), step.Text("by"), step.Texts("refused-by"), fields);
    }

    private static IEnumerable<string> ActionsForPeople => ActionCatalogue.All.Where(action => !action.IsSystemOnly && action.Aggregate != AggregateKind.Organisation).Select(action => action.Name);

    private static RawMap Only(RawMap map, Func<string, object?> keep) =>
        new(new OrderedDictionary<string, Raw>(map.Values.Where(pair => keep(pair.Key) is not null)), map.Keys, map.At);

    private static void CheckFields(FileReading file, ActionType action, RawMap fields)
    {
        var known = action.Fields.Concat(ActionCatalogue.Common).Select(field => field.Name).ToList();
        foreach (var name in fields.Values.Keys.Where(name => !known.Contains(name)))
        {
            var hint = Nearest.Hint(name, known.Concat(StoryKeys.Step.Keys.Select(key => key.Name)));
            file.Wrong(fields.Keys[name], $"{action.Name} 没有名为“{name}”的字段{(hint.Length > 0 || known.Count == 0 ? hint : $"，可用：{string.Join('、', known)}")}");
        }

        foreach (var error in Parser.Parse(action, Only(fields, name => known.Contains(name) ? name : null)).Errors.Where(error => error.Code != FieldError.Missing))
        {
            file.Wrong(error.At, error.Message);
        }
    }

    private static Expectation Expect(MapReader map)
    {
        var file = map.File;
        CheckMoment(file, map.Scalar("at"));
        CheckMoment(file, map.Scalar("due"));
        var isAbsent = map.Flag("absent", false);
        if (!map.Has("clause") && !map.Has("stage") && !map.Has("number") && !map.Has("flag"))
        {
            file.Wrong(map.At, "expect 的一项应写 clause、stage 或 number");
        }

        return new(map.At, map.Text("at") ?? "", map.Text("complaint"), map.Text("clause"), map.Word("status"), map.Text("due"), map.Text("owed-by"), isAbsent, map.Text("number"), map.Word("stage"), map.Text("flag"));
    }

    private static void CheckMoment(FileReading file, RawScalar? scalar)
    {
        if (scalar is not null && Parser.ParseMoment(scalar.Text) is null && ActionParser.ParseDate(scalar.Text) is null)
        {
            file.Wrong(scalar.At, $"“{scalar.Text}”不是时间，写法如 2026-03-01 09:30 或 2026-03-01");
        }
    }
}
