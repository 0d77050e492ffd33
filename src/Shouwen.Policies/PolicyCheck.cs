using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Domain.Stories;
using Shouwen.Policies.Institutions;
using Shouwen.Policies.Stories;
using Shouwen.Policies.Yaml;

namespace Shouwen.Policies;

/// <summary>Everything that can be wrong with the files under a root: each file by itself, and what they say of each other.</summary>
public static class PolicyCheck
{
    public static IReadOnlyList<Problem> Of(RuleBook book) =>
    [
        .. book.Problems,
        .. WordCheck.Of(book),
        .. book.Institutions.Values.SelectMany(institution => OfInstitution(book, institution)),
        .. book.StoryFiles.SelectMany(file => OfStory(book, file)),
    ];

    /// <summary>What is wrong with one story file, given the policies and institutions there are.</summary>
    public static IReadOnlyList<Problem> OfStory(RuleBook book, string file)
    {
        var (story, problems) = StoryReader.Read(file);
        return story is null ? problems : [.. NamesOf(book, story), .. ClausesOf(book, story)];
    }

    /// <summary>Institution and policies of a story that do not exist: it cannot be played.</summary>
    public static IReadOnlyList<Problem> NamesOf(RuleBook book, Story story)
    {
        var places = new Places(story.File);
        var adopts = story.Adopts ?? book.Institutions.GetValueOrDefault(story.Institution)?.Adopts ?? [];
        return [.. places.Unknown("institution", [story.Institution], book.Institutions.Keys, "机构"), .. places.Unknown("adopts", adopts, book.Policies.Keys, "制度")];
    }

    // A clause that no policy has is mistyped: what is said of it would hold or fail for no reason.
    internal static IEnumerable<Problem> ClausesOf(RuleBook book, Story story)
    {
        var clauses = book.Versions.Values.SelectMany(versions => versions).SelectMany(policy => policy.Clauses).Select(clause => clause.Id).Distinct().ToList();
        return story.Steps.SelectMany(step => step.RefusedBy.Select(clause => (step.At, Clause: clause)))
            .Concat(story.Expectations.Select(expectation => (expectation.At, Clause: expectation.Clause ?? "")).Where(each => each.Clause.Length > 0))
            .Where(each => !clauses.Contains(each.Clause))
            .Select(each => new Problem(story.File, each.At, $"没有条款“{each.Clause}”{Nearest.Hint(each.Clause, clauses)}"));
    }

    private static IEnumerable<Problem> OfInstitution(RuleBook book, Institution institution)
    {
        var file = Path.Combine(book.Root, "institutions", institution.Id, "institution.yaml");
        var places = new Places(file);
        var adopted = institution.Adopts.Select(id => book.Policies.GetValueOrDefault(id)).OfType<Policy>().ToList();
        var parameters = book.VersionsOf(institution.Adopts).SelectMany(policy => policy.Parameters.Keys).ToHashSet();
        return
        [
            .. places.Unknown("adopts", institution.Adopts, KnownPolicies(book), "制度"),
            .. places.Unknown("parameters", adopted.Count == institution.Adopts.Count ? institution.Parameters.Keys : [], parameters, "制度参数"),
            .. UnusedLabels(book, institution, places, file),
            .. adopted.SelectMany(policy => UnitsOf(policy).Where(unit => institution.Unit(unit) is null)
                .Select(unit => new Problem(file, places.Of("adopts", policy.Id), $"{policy.Id} 提到单位“{unit}”，本机构没有{Nearest.Hint(unit, institution.Units.Select(each => each.Id))}"))),
            .. adopted.SelectMany(policy => MissingPosts(institution, policy).Select(missing => new Problem(file, places.Of("adopts", policy.Id), missing))),
        ];
    }

    // Labels of facts and marks name what some adopted policy reads or sets, those of duties what some unit has somebody for.
    private static IEnumerable<Problem> UnusedLabels(RuleBook book, Institution institution, Places places, string file)
    {
        var known = book.VersionsOf(institution.Adopts).SelectMany(book.NamedIn).Where(word => !word.IsDeclared).Select(word => word.Key)
            .Concat(institution.Units.SelectMany(unit => unit.NamedPersons.Keys).Select(duty => "duty." + duty)).ToHashSet();
        return places.Keys("labels").Where(label => LabelReading.Free.Any(start => label.Name.StartsWith(start, StringComparison.Ordinal)) && !known.Contains(label.Name))
            .Select(label => new Problem(file, label.At, $"采用的制度没有用到“{label.Name}”{Nearest.Hint(label.Name, known)}"));
    }

    /// <summary>Posts that a policy requires and that a unit of the kind lacks, each with its clause.</summary>
    public static IEnumerable<string> MissingPosts(Institution institution, Policy policy) =>
        from demand in PostDemand.Of(institution, [policy])
        where demand.IsMissing
        group demand.Unit.Name by (demand.Clause.Id, demand.Post.Name) into same
        select $"{same.Key.Id} 要求设“{same.Key.Name}”，还没有人担任：{string.Join("、", same)}";

    // Departments that the policy names by id.
    private static IEnumerable<string> UnitsOf(Policy policy) => policy.Clauses
        .SelectMany(clause => clause.Obligations.SelectMany(rule => rule.OnBreach.Append(rule.OwedBy).Append(rule.OwedTo)).Concat(clause.Chain?.Steps.SelectMany(step => step.By) ?? []))
        .Select(relation => relation?.Unit).OfType<string>().Where(unit => !Relation.Units.Contains(unit))
        .Concat(policy.Clauses.SelectMany(clause => clause.Obligations.Select(rule => rule.Each).Concat(clause.PeriodicDuties.Select(rule => rule.Each))).OfType<string>().Where(each => each.StartsWith("unit ", StringComparison.Ordinal)).Select(each => each["unit ".Length..]))
        .Distinct();

    // A policy that could not be read is known all the same; its own mistakes are told.
    private static List<string> KnownPolicies(RuleBook book) => [.. book.Files("policies", "policy.yaml").Select(PolicyFiles.FolderOf)];

    /// <summary>Finds where a word stands in a file that has been read already.</summary>
    private sealed class Places(string file)
    {
        private readonly RawMap? top = File.Exists(file) ? YamlSource.Parse(File.ReadAllText(file), file).Root as RawMap : null;

        public Position Of(string key, string word)
        {
            var value = top?.Values.GetValueOrDefault(key);
            var item = value is RawList list ? list.Items.FirstOrDefault(item => item is RawScalar scalar && scalar.Text == word) : null;
            return value is RawMap map && map.Keys.TryGetValue(word, out var at) ? at : (item ?? value)?.At ?? new(1, 1);
        }

        public IEnumerable<(string Name, Position At)> Keys(string key) => top?.Values.GetValueOrDefault(key) is RawMap map ? map.Keys.Select(pair => (pair.Key, pair.Value)) : [];

        public IEnumerable<Problem> Unknown(string key, IEnumerable<string> words, IEnumerable<string> known, string what) =>
            words.Where(word => !known.Contains(word)).Select(word => new Problem(file, Of(key, word), $"没有名为“{word}”的{what}{Nearest.Hint(word, known)}"));
    }
}
