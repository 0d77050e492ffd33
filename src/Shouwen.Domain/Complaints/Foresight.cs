using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>What an action would meet before anything is typed: screens offer what may be done now, and say of the rest which clause forbids it.</summary>
public static class Foresight
{
    /// <summary>Every refusal that holds whatever the fields will say; empty when the action may be tried. The last word is still <see cref="Decide"/>'s.</summary>
    public static IReadOnlyList<Refusal> Of(Complaint complaint, ActionType action, Actor actor, DateTimeOffset now, Surroundings surroundings)
    {
        action = action.On(complaint);
        var proposal = new Proposal(action, Fields.Empty, actor, now, []);
        var stage = Stages.Forbids(complaint, action);
        var gates = complaint.Stage == Stage.None ? [] : Gates.Foresee(complaint, proposal, surroundings);
        return [.. stage is null ? [] : new[] { stage }, .. Permissions.Refuse(complaint, proposal, surroundings), .. gates];
    }
}
