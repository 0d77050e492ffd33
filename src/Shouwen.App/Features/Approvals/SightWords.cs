using Shouwen.App.Features.Complaints;

namespace Shouwen.App.Features.Approvals;

internal static class SightWords
{
    /// <summary>What a list calls the case.</summary>
    public static string Title(this CaseSight sight) => CaseTitle.Of(sight.Complaint);

    public static string OutcomeLabel(this CaseSight sight, string outcome) =>
        sight.Institution.Outcomes.Concat(sight.Surroundings.Policies.SelectMany(policy => policy.Outcomes)).FirstOrDefault(choice => choice.Value == outcome)?.Label ?? outcome;
}
