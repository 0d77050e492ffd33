using Shouwen.Domain.Actions;
using Shouwen.Policies.Yaml;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Demo;

/// <summary>The scripts of the demo houses: every step is an action of the kind that its script opens, filled in, by somebody who may.</summary>
public sealed class DemoMattersTests
{
    private static readonly ActionParser Parser = new(TimeZoneInfo.Utc);

    private static readonly string[] Frame = ["at", "do", "by"];

    [Theory]
    [InlineData("demo-matters.yaml")]
    [InlineData("sample-bank/demo-matters.yaml")]
    public void Scripts_EveryStep_IsWellFormed(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "institutions", file);
        var source = YamlSource.Parse(File.ReadAllText(path), path);
        Assert.Empty(source.Problems);

        var scripts = ((RawList)((RawMap)source.Root!).Values["matters"]).Items.Cast<RawMap>().ToList(); // a file has a root
        Assert.NotEmpty(scripts);
        foreach (var steps in scripts.Select(script => ((RawList)script.Values["steps"]).Items.Cast<RawMap>().ToList()))
        {
            var opening = ActionCatalogue.Get(Text(steps[0], "do"));
            Assert.True(opening.Opens, $"{steps[0].At}: {opening.Name} opens nothing.");
            Assert.All(steps, step => Assert.Equal([], Wrongs(step, opening.Aggregate)));
        }
    }

    [Fact]
    public async Task BanksScripts_AreDoneByThoseWhoMay()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        var institution = host.House.Institution;
        var path = Path.Combine(AppContext.BaseDirectory, "institutions", institution.Id, "demo-matters.yaml");
        var steps = ((RawList)((RawMap)YamlSource.Parse(File.ReadAllText(path), path).Root!).Values["matters"]).Items.Cast<RawMap>().SelectMany(script => ((RawList)script.Values["steps"]).Items.Cast<RawMap>());

        var unable = steps.Where(step => step.Values.ContainsKey("by") && institution.Resolve(Text(step, "by")) is var actor && (actor is null || !institution.Posts[actor.Post].May.Contains(Text(step, "do"))));

        Assert.Equal([], unable.Select(step => $"{step.At}: {Text(step, "do")} by {Text(step, "by")}"));
    }

    private static IEnumerable<string> Wrongs(RawMap step, AggregateKind kind)
    {
        var action = ActionCatalogue.Get(Text(step, "do"));
        var known = action.Fields.Concat(ActionCatalogue.Common).Select(field => field.Name).ToList();
        var fields = new RawMap(step.Values.Where(pair => !Frame.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => Filled(pair.Key, pair.Value, action)), step.Keys, step.At);
        return fields.Values.Keys.Except(known).Concat(Parser.Parse(action, fields).Errors.Select(error => error.Message)).Concat(action.Kinds.Contains(kind) ? [] : [$"{action.Name} is not for {kind}"]).Select(wrong => $"{step.At}: {wrong}");
    }

    // Words that are filled in when it is played.
    private static Raw Filled(string name, Raw value, ActionType action) => (value, action.Fields.FirstOrDefault(field => field.Name == name)?.Kind) switch
    {
        (RawScalar scalar, FieldKind.Date or FieldKind.Deadline) when scalar.Text.StartsWith("today ", StringComparison.Ordinal) => scalar with { Text = "2026-04-01" },
        (RawScalar { Text: "this-year" or "last-year" } scalar, _) => scalar with { Text = "2026" },
        (RawScalar scalar, FieldKind.Complaints) when scalar.Text.StartsWith("recent ", StringComparison.Ordinal) => new RawList([scalar], scalar.At),
        _ => value,
    };

    private static string Text(RawMap map, string key) => ((RawScalar)map.Values[key]).Text;
}
