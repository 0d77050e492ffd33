using Shouwen.App.Ui;
using Shouwen.Domain.Complaints;
using FieldError = Shouwen.App.Ui.FieldError;

namespace Shouwen.App.Features.Complaints;

/// <summary>A form as it stands: what was typed, and what was refused about it.</summary>
public sealed record FormState(FormBag Typed, Pickers Pickers)
{
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>The sentence beside a field.</summary>
    public string? ErrorOf(string path) => Refusals.FirstOrDefault(refusal => refusal.Field == path)?.Sentence;

    /// <summary>Everything that was refused, for the top of the page; what concerns a field leads to it.</summary>
    public IReadOnlyList<FieldError> Errors(CaseSight? sight) =>
        [.. Refusals.GroupBy(refusal => (refusal.Field, refusal.Sentence)).Select(same => new FieldError(same.Key.Field, same.Key.Sentence)
        {
            Clauses = [.. same.SelectMany(refusal => refusal.Clauses).Distinct().Select(clause => sight?.Clause(clause) ?? new ClauseRef(clause))],
        })];
}
