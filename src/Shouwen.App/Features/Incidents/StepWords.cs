using Shouwen.Domain.Policies;

namespace Shouwen.App.Features.Incidents;

/// <summary>What a step of a checklist is called, as the rules say it.</summary>
public static class StepWords
{
    /// <summary>The rules' words; a step that no rule knows as it was written.</summary>
    public static string Of(IEnumerable<Policy> policies, string? step) =>
        policies.SelectMany(policy => policy.Clauses).SelectMany(clause => clause.Steps).FirstOrDefault(known => known.Id == step)?.Says ?? step ?? "";
}
