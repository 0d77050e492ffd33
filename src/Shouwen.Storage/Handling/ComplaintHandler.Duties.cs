using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Duties;
using Shouwen.Domain.Journal;

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
        var owed = await duties.OfAsync(units, now, now.AddTicks(1), cancellation);
        var decision = Submitting.On(proposal, owed, surroundings);
        if (decision.IsRefused)
        {
            return new Refused(decision.Refusals);
        }

        var entries = await WithFiguresAsync(decision.Entries, owed, cancellation);
        var number = entries[0].Data.Text("number")!; // it names the duty
        return await writer.WriteAsync(async context =>
        {
            await keys.UseAsync(context, request, number, 1, 1);
            await store.WriteAsync(context, [store.Open(context, AggregateKind.Duty, number, entries, surroundings, [])]);
            return new Done(number, 1, entries, false);
        }, cancellation);
    }

    // What the rule wants in figures is counted here, for whoever hands in and however.
    private async Task<IReadOnlyList<Entry>> WithFiguresAsync(IReadOnlyList<Entry> entries, IReadOnlyList<PeriodicDuty> owed, CancellationToken cancellation)
    {
        var data = entries[0].Data;
        var duty = owed.First(duty => duty.Clause.Id == data.Text("clause") && duty.Unit.Id == data.Text("unit") && duty.Period.Id == data.Text("period"));
        var values = await counts.OfAsync(duty.Rule.Figures, duty.Unit, duty.Period, cancellation);
        return values.Count == 0 ? entries : [entries[0] with { Data = data.With("figures", values.Select(value => (object)new Fields([new("name", value.Name), new("value", (decimal)value.Value)])).ToList()) }];
    }
}
