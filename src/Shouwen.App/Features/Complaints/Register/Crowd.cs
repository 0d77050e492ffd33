using Shouwen.App.Ui;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Complaints;

/// <summary>From how many people on the policies in force speak of a collective complaint, and the clause that does.</summary>
public sealed record CrowdRule(int From, ClauseRef Clause)
{
    /// <summary>The lowest line that any policy draws; null where none does.</summary>
    public static CrowdRule? Of(CaseSight sight) =>
        (from policy in sight.Surroundings.Policies
         from clause in policy.Clauses
         from line in Conditions(clause).Select(LineIn).OfType<decimal>()
         orderby line
         select new CrowdRule((int)line, sight.Clause(clause.Id))).FirstOrDefault();

    private static IEnumerable<Expression> Conditions(Clause clause) =>
        [clause.When, .. clause.Obligations.Select(rule => rule.When), .. clause.Reactions.Select(reaction => reaction.When), .. clause.Obligations.Select(rule => rule.From).OfType<FactTrigger>().Select(trigger => trigger.Condition)];

    private static decimal? LineIn(Expression expression) => expression switch
    {
        Binary { Operator: ">=", Left: Name { Path: "people" }, Right: Literal { Value: decimal line } } => line,
        Binary { Operator: ">", Left: Name { Path: "people" }, Right: Literal { Value: decimal below } } => below + 1,
        Binary { Operator: "and" or "or" } both => LineIn(both.Left) ?? LineIn(both.Right),
        _ => null,
    };
}

/// <summary>Complaints of today on the same product, else at the same unit.</summary>
/// <param name="About">The product or unit.</param>
/// <param name="People">So far, without the one being registered.</param>
public sealed record Crowd(string About, int People, IReadOnlyList<EarlierComplaint> Latest);

/// <summary>An earlier complaint as the panel shows it.</summary>
public sealed record EarlierComplaint(string Number, string Stage, DateTimeOffset ReceivedAt, int People, string Unit, string? Product, string Summary, bool HasEnded);
