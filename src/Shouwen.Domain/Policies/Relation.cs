namespace Shouwen.Domain.Policies;

/// <summary>
/// A person or unit named by its relation to the complaint. Forms: a person word (<c>first-contact</c>, <c>handler</c>, <c>respondent</c>,
/// <c>proposer</c>, <c>complainant</c>), a unit word, <c>unit ID</c> for a department that the document names, <c>POST of UNIT</c> or
/// <c>named DUTY of UNIT</c>, each optionally <c>or above</c>: the nearest unit upwards that has the post.
/// </summary>
/// <param name="Text">As written.</param>
/// <param name="Role">Person word or post; null: the unit itself is meant.</param>
/// <param name="Unit">Unit word or unit id; null for a person word that needs none.</param>
public sealed record Relation(string Text, string? Role, string? Unit, bool IsNamedDuty, bool OrAbove)
{
    /// <summary>Persons that a complaint itself names.</summary>
    public static readonly IReadOnlyList<string> Persons =
        ["first-contact", "handler", "respondent", "proposer", "complainant", "actor", "co-handler", "superior", "customer"];

    /// <summary>Units that a complaint or the organisation names. <c>branch</c> and <c>sub-branch</c> are those over the unit complained about.</summary>
    public static readonly IReadOnlyList<string> Units =
        ["responsible-unit", "about-unit", "complained-about-unit", "accepting-unit", "unit-above", "branch", "sub-branch", "head-office", "headquarters", "hotline", "co-handling-unit", "owing-unit", "trigger-unit", "forwarding-body", "regulator"];

    /// <summary>Bodies outside the institution: nobody there has an account.</summary>
    public static readonly IReadOnlyList<string> Outsiders = ["complainant", "customer", "forwarding-body", "regulator", "media"];

    public override string ToString() => Text;

    /// <summary>The relation a text means, or null; posts are checked by the reader of policy files, which knows them.</summary>
    public static Relation? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var orAbove = words is [.., "or", "above"];
        if (orAbove)
        {
            words.RemoveRange(words.Count - 2, 2);
        }

        return words switch
        {
            [var one] when Persons.Contains(one) || Outsiders.Contains(one) && !Units.Contains(one) => new(text, one, null, false, orAbove),
            [var one] when Units.Contains(one) => new(text, null, one, false, orAbove),
            ["unit", var id] => new(text, null, id, false, orAbove),
            ["named", var duty, "of", "unit", var id] => new(text, duty, id, true, orAbove),
            [var post, "of", "unit", var id] => new(text, post, id, false, orAbove),
            ["named", var duty, "of", var unit] when Units.Contains(unit) => new(text, duty, unit, true, orAbove),
            [var post, "of", var unit] when Units.Contains(unit) => new(text, post, unit, false, orAbove),
            _ => null,
        };
    }
}
