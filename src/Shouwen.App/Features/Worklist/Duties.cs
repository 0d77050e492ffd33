using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Storage;

namespace Shouwen.App.Features.Worklist;

/// <summary>The adopted rules by the names under which obligations are stored: what discharges them and who is able to.</summary>
public sealed class Duties(House house)
{
    private readonly Dictionary<string, (Clause Clause, ObligationRule Rule)> rules = house.Policies.Reverse() // the latest version of a clause speaks for it
        .SelectMany(policy => policy.Clauses.SelectMany(clause => clause.Obligations.Select(rule => (Key: Key(clause.Id, rule.Name), clause, rule))))
        .GroupBy(found => found.Key).ToDictionary(same => same.Key, same => (same.First().clause, same.First().rule));

    private readonly Dictionary<string, Clause> clauses = house.Policies.Reverse().SelectMany(policy => policy.Clauses).GroupBy(clause => clause.Id).ToDictionary(same => same.Key, same => same.First());

    public static string Key(string clause, string name) => $"{clause}/{name}";

    /// <summary>Obligations of a unit that this post cannot discharge: another post's work, not its own.</summary>
    public IReadOnlyList<string> Barred(string post) =>
        house.Institution.Posts.TryGetValue(post, out var held) ? [.. rules.Where(pair => ActionOf(pair.Value.Rule, held) is null).Select(pair => pair.Key)] : [.. rules.Keys];

    /// <summary>Obligations of a department that was asked to contribute.</summary>
    public IReadOnlyList<string> Contributions { get; } =
        [.. house.Policies.SelectMany(policy => policy.Clauses.SelectMany(clause => clause.Obligations.Where(rule => rule.OwedBy.Text == "co-handler").Select(rule => Key(clause.Id, rule.Name))))];

    /// <summary>The action by which a post discharges an obligation, or null: it can only look.</summary>
    public ActionType? ActionFor(Owed owed, Post? post) =>
        post is not null && rules.TryGetValue(Key(owed.Clause, owed.Name), out var known) ? ActionOf(known.Rule, post) : null;

    public ClauseRef Clause(string id) => clauses.TryGetValue(id, out var clause) ? CaseSight.RefOf(clause) : new(id);

    private static ActionType? ActionOf(ObligationRule rule, Post post) =>
        rule.MetBy.Options.Select(option => option.Action).Where(post.May.Contains).Select(ActionCatalogue.Find).FirstOrDefault(action => action is { IsSystemOnly: false });
}
