using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Duties;

namespace Shouwen.Storage;

// Handing in a periodic duty.
public sealed partial class ComplaintHandler
{
    // A duty is handed in once: its journal is its own, and who comes second finds it there.
    private async Task<HandleResult> SubmitAsync(ActionType action, HandleRequest request, CancellationToken cancellation)
    {
        var now = Now();
        var proposal = Propose(action, request, now);
        var surroundings = new Surroundings(house.Institution, house.Policies, house.Calendar);
        var units = house.Institution.Upwards(proposal.Fields.Text("unit") ?? request.Actor.Unit).Select(unit => unit.Id).ToHashSet();
        var decision = Submitting.On(proposal, await duties.OfAsync(units, now, now.AddTicks(1), cancellation), surroundings);
        if (decision.IsRefused)
        {
            return new Refused(decision.Refusals);
        }

        var number = decision.Entries[0].Data.Text("number")!; // it names the duty
        return await writer.WriteAsync(async context =>
        {
            await keys.UseAsync(context, request, number, 1, 1);
            await store.WriteAsync(context, [store.Open(context, AggregateKind.Duty, number, decision.Entries, surroundings, [])]);
            return new Done(number, 1, decision.Entries, false);
        }, cancellation);
    }
}
