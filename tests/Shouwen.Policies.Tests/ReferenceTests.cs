using Shouwen.Domain.Complaints;
using Shouwen.Policies.Institutions;
using Shouwen.Policies.Keys;
using Shouwen.Policies.Reference;

namespace Shouwen.Policies.Tests;

/// <summary>The schema and the reference say what the reader does. With SHOUWEN_WRITE_REFERENCE set, these tests write the files instead.</summary>
public class ReferenceTests
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("SHOUWEN_WRITE_REFERENCE") is not null;

    private static string PathOf(string file) => Path.Combine(Repository.Root, "policies", file);

    [Fact]
    public void Schema_IsAsGenerated() => IsAsGenerated("policy.schema.json", _ => JsonSchema.OfPolicies());

    [Fact]
    public void Readme_HoldsTheReference()
    {
        IsAsGenerated("README.md", KeyReference.PutInto);

        Assert.Contains(KeyReference.Begin, File.ReadAllText(PathOf("README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void InstitutionSchema_IsAsGenerated() => IsAsGenerated("../institutions/institution.schema.json", _ => JsonSchema.OfInstitutions());

    [Fact]
    public void InstitutionReadme_HoldsTheReference()
    {
        var posts = PostsReader.Read(PathOf("../institutions/posts.yaml")).Posts.Values;

        IsAsGenerated("../institutions/README.md", readme => KeyReference.PutInto(readme, KeyReference.OfInstitutions(posts)));

        Assert.Contains(KeyReference.Begin, File.ReadAllText(PathOf("../institutions/README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_NamesEveryKeyAndFact()
    {
        var readme = File.ReadAllText(PathOf("README.md"));

        var names = PolicyKeys.Policy.All().Append(StoryKeys.Story).Append(StoryKeys.Step).Append(StoryKeys.Expect).SelectMany(node => node.Keys).Select(key => key.Name).Concat(ComplaintFacts.List.Select(fact => fact.Name));
        Assert.Empty(names.Where(name => !readme.Contains($"`{name}`", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public void Examples_OfKeys_CanBeRead()
    {
        var head = "policy: p\ntitle: t\nlists: { commitments: [承诺] }\noutcomes: { no-fault: 无过错 }\nparameters: { gathering: 30 }\nclauses:\n  RG-09: { says: s, guidance: g, ";
        var examples = ClauseKeys.Clause.Keys.Where(key => key.Name is not ("says" or "guidance")).Select(key => $"{head}{key.Name}: {key.Example} }}\n")
            .Concat(RuleKeys.Obligation.Keys.Select(key => $"{head}obligation: {{ {key.Name}: {key.Example}{Rest(key.Name, ("name", "n"), ("due", "1 day"), ("owed-by", "handler"), ("met-by", "answer"))} }} }}\n"))
            .Concat(RuleKeys.Gate.Keys.Select(key => $"{head}gate: {{ {key.Name}: {key.Example}{Rest(key.Name, ("refuses", "answer"), ("message", "m"))} }} }}\n"))
            .Concat(RuleKeys.TextGuard.Keys.Select(key => $"{head}text-guard: {{ {key.Name}: {key.Example.Replace("{due}", "x", StringComparison.Ordinal)}{Rest(key.Name, ("phrases", "commitments"))} }} }}\n"));

        Assert.Empty(examples.SelectMany(text => PolicyReader.Parse(text, text).Problems));
    }

    private static string Rest(string key, params (string Key, string Value)[] required) =>
        string.Concat(required.Where(other => other.Key != key).Select(other => $", {other.Key}: {other.Value}"));

    private static void IsAsGenerated(string file, Func<string, string> generate)
    {
        var path = PathOf(file);
        var present = File.Exists(path) ? File.ReadAllText(path) : "";
        var wanted = generate(present);
        if (Writes)
        {
            File.WriteAllText(path, wanted);
            return;
        }

        Assert.Equal(wanted, present);
    }
}
