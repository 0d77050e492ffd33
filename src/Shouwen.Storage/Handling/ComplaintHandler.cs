using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage;

/// <summary>
/// The one path on which anything happens to a complaint, for pages, API, imports and workers alike: load, gather what the decision reads, decide,
/// write. The answer is given after the commit; what is answered survives the loss of power.
/// </summary>
public sealed class ComplaintHandler(
    IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, ComplaintStore store, CaseReader cases, AttachmentFolder attachments, House house, TimeProvider clock)
{
    private const int Attempts = 20;

    private readonly ActionParser parser = new(house.Calendar.Zone);
    private readonly OneTimeKeys keys = new(clock);

    public async Task<HandleResult> HandleAsync(HandleRequest request, CancellationToken cancellation)
    {
        if (ActionCatalogue.Find(request.Action) is not { } action || (action.Aggregate != AggregateKind.Complaint && !action.IsAlsoForComplaints))
        {
            return new Refused([Refusal.Of("unknown-action", $"没有对投诉的动作“{request.Action}”{Nearest.Hint(request.Action, ActionCatalogue.Names)}")]);
        }

        if (!keys.TryBegin(request))
        {
            return new InFlight();
        }

        try
        {
            return await ReplayAsync(request, cancellation) ?? await TryAsync(action, request, cancellation);
        }
        finally
        {
            keys.End(request);
        }
    }

    private async Task<HandleResult> TryAsync(ActionType action, HandleRequest request, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return request.Number is null ? await RegisterAsync(action, request, cancellation) : await ActAsync(action, request, request.Number, cancellation);
            }
            catch (OneTimeKeys.TakenException)
            {
                return await ReplayAsync(request, cancellation) ?? new InFlight();
            }
            catch (StaleStreamException) when (attempt < Attempts)
            {
                // Somebody else was faster: decide again on what is there now.
            }
            catch (StaleStreamException)
            {
                return new Conflicted((await cases.LoadAsync(request.Number!, cancellation))?.Complaint.Version ?? 0, []); // a registration is never stale
            }
        }
    }

    private async Task<HandleResult> RegisterAsync(ActionType action, HandleRequest request, CancellationToken cancellation)
    {
        var now = Now();
        var proposal = Propose(action, request, now);
        var received = house.Calendar.DateOf(proposal.Fields.Moment("received-at") ?? proposal.HappenedAt);
        var surroundings = new Surroundings(house.Institution, [.. house.Policies.Where(policy => policy.IsInForceOn(received))], house.Calendar);
        var decision = Decide.On(Complaint.Nothing, proposal, surroundings);
        if (decision.IsRefused)
        {
            return new Refused(decision.Refusals);
        }

        var derived = Derivation.Of(Complaint.From(decision.Entries), surroundings, now);
        return await writer.WriteAsync(ComplaintStore.CounterOf(surroundings, now), async context =>
        {
            var addition = await store.RegisterAsync(context, decision.Entries, surroundings, derived) with { IsHistory = request.IsHistory };
            var number = addition.Stream.Number;
            await keys.UseAsync(context, request, number, 1, addition.Entries.Count);
            await store.WriteAsync(context, [addition]);
            return new Done(number, addition.Entries.Count, addition.Entries, false);
        }, cancellation);
    }

    private async Task<HandleResult> ActAsync(ActionType action, HandleRequest request, string number, CancellationToken cancellation)
    {
        if (await cases.LoadAsync(number, cancellation) is not var (stream, complaint))
        {
            return new Missing();
        }

        if (request.ExpectedVersion is { } seen && seen != complaint.Version)
        {
            return new Conflicted(complaint.Version, [.. complaint.Entries.Skip(seen)]);
        }

        if (complaint.Stage == Stage.Destroyed)
        {
            return new Refused([Refusal.Of("destroyed", "投诉档案已销毁，不能再办理")]);
        }

        var proposal = Propose(action, request, Now());
        var others = await OthersAsync(action, proposal.Fields, cancellation);
        var surroundings = await cases.SurroundingsAsync(complaint, cancellation) with { Other = name => others.GetValueOrDefault(name).Complaint };
        var decision = Decide.On(complaint, proposal, surroundings);
        if (decision.IsRefused)
        {
            return new Refused(decision.Refusals);
        }

        List<Addition> additions = [Addition.To(stream, complaint, decision.Entries, surroundings) with { IsHistory = request.IsHistory }, .. await ElsewhereAsync(decision, others, cancellation)];
        request.File?.Keep(); // first the file, then the entry that names it
        var done = await writer.WriteAsync(async context =>
        {
            await keys.UseAsync(context, request, number, complaint.Version + 1, complaint.Version + decision.Entries.Count);
            await store.WriteAsync(context, additions);
            return new Done(number, complaint.Version + decision.Entries.Count, decision.Entries, false);
        }, cancellation);
        foreach (var destroyed in additions.Where(addition => addition.After.Stage == Stage.Destroyed))
        {
            attachments.Forget(destroyed.Stream.Id);
        }

        return done;
    }

    private Proposal Propose(ActionType action, HandleRequest request, DateTimeOffset now)
    {
        var (fields, errors) = parser.Parse(action, request.Input);
        return request.File is { } file
            ? new(action, file.AddTo(fields), request.Actor, now, [.. errors, .. file.Errors(action)])
            : new(action, fields, request.Actor, now, errors);
    }

    // Complaints that the fields name.
    private async Task<Dictionary<string, (StoredStream Stream, Complaint Complaint)>> OthersAsync(ActionType action, Fields fields, CancellationToken cancellation)
    {
        var others = new Dictionary<string, (StoredStream, Complaint)>();
        foreach (var name in action.Fields.Where(field => field.Kind == FieldKind.Complaint).Select(field => fields.Text(field.Name)).OfType<string>().Distinct())
        {
            if (await cases.LoadAsync(name, cancellation) is { } other)
            {
                others[name] = other;
            }
        }

        return others;
    }

    private async Task<List<Addition>> ElsewhereAsync(Decision decision, Dictionary<string, (StoredStream Stream, Complaint Complaint)> others, CancellationToken cancellation)
    {
        var additions = new List<Addition>();
        foreach (var group in decision.Elsewhere.GroupBy(pair => pair.Complaint))
        {
            var (stream, complaint) = others[group.Key];
            additions.Add(Addition.To(stream, complaint, [.. group.Select(pair => pair.Entry)], await cases.SurroundingsAsync(complaint, cancellation)));
        }

        return additions;
    }

    private async Task<HandleResult?> ReplayAsync(HandleRequest request, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await OneTimeKeys.FindAsync(context, request, cancellation) is not { } used)
        {
            return null;
        }

        if (!used.BodyHash.AsSpan().SequenceEqual(OneTimeKeys.HashOf(request)))
        {
            return new KeyReused();
        }

        var entries = (await cases.LoadAsync(used.Number, cancellation))?.Complaint.Entries ?? [];
        return new Done(used.Number, used.Version, [.. entries.Skip(used.FirstPosition - 1).Take(used.Version - used.FirstPosition + 1)], true);
    }

    // In the institution's time; whole microseconds, which both databases keep.
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return TimeZoneInfo.ConvertTime(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), house.Calendar.Zone);
    }
}
