using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Campaigns;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Duties;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Writing;

namespace Shouwen.Storage;

/// <summary>
/// The one path on which anything happens to a complaint or another aggregate, for pages, API, imports and workers alike: load, gather what the decision reads,
/// decide, write. The answer is given after the commit; what is answered survives the loss of power.
/// </summary>
public sealed partial class ComplaintHandler(
    IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, ComplaintStore store, CaseReader cases, Neighbourhood neighbourhood, AttachmentFolder attachments, Residue residue, DutyBook duties, CustomerCounts counts, OrganisationWatch organisation, House house, TimeProvider clock)
{
    private const int Attempts = 20;

    private static readonly IReadOnlyList<AggregateKind> Named = [AggregateKind.Complaint, AggregateKind.Fund];

    private readonly ActionParser parser = new(house.Calendar.Zone);
    private readonly OneTimeKeys keys = new(clock);

    public async Task<HandleResult> HandleAsync(HandleRequest request, CancellationToken cancellation)
    {
        if (ActionCatalogue.Find(request.Action) is not { } action)
        {
            return new Refused([Refusal.Of("unknown-action", $"没有名为“{request.Action}”的动作{Nearest.Hint(request.Action, ActionCatalogue.Names)}")]);
        }

        if (action.Aggregate == AggregateKind.Organisation)
        {
            await organisation.LookAsync(cancellation); // decided on what every node knows
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
                return action.Aggregate == AggregateKind.Duty ? await SubmitAsync(action, request, cancellation)
                    : await NumberOfAsync(action, request, cancellation) is { } number ? await ActAsync(action, request, number, cancellation) : await OpenAsync(action, request, cancellation);
            }
            catch (OneTimeKeys.TakenException)
            {
                return await ReplayAsync(request, cancellation) ?? new InFlight();
            }
            catch (Exception beaten) when (attempt < Attempts && (beaten is StaleStreamException || (beaten is DbUpdateException && (action.MayRepeat || action.Aggregate == AggregateKind.Duty))))
            {
                // Somebody else was faster: decide again on what is there now.
            }
            catch (StaleStreamException)
            {
                return new Conflicted((await cases.LoadAsync(action.Kinds, request.Number!, cancellation))?.Complaint.Version ?? 0, []); // what is opened is never stale
            }
        }
    }

    // A fund's journal is found by its year, that of the organisation is the only one.
    private async Task<string?> NumberOfAsync(ActionType action, HandleRequest request, CancellationToken cancellation)
    {
        if (request.Number is not null || !action.MayRepeat || ComplaintStore.OwnNumber(action, parser.Parse(action, request.Input).Fields) is not { } number)
        {
            return request.Number;
        }

        return await cases.LoadAsync(action.Kinds, number, cancellation) is null ? null : number;
    }

    private async Task<HandleResult> OpenAsync(ActionType action, HandleRequest request, CancellationToken cancellation)
    {
        var now = Now();
        var proposal = Propose(action, request, now);
        var received = house.Calendar.DateOf(proposal.Fields.Moment("received-at") ?? proposal.HappenedAt);
        var others = await OthersAsync(Complaint.Nothing, proposal, cancellation);
        var surroundings = await neighbourhood.AroundAsync(proposal, new(house.Institution, [.. house.Policies.Where(policy => policy.IsInForceOn(received))], house.Calendar), cancellation)
            with
        { Other = name => others.GetValueOrDefault(name).Complaint };
        var decision = Decide.On(Complaint.Nothing, proposal, surroundings);
        if (decision.IsRefused)
        {
            return new Refused(decision.Refusals);
        }

        var derived = Derivation.Of(Complaint.From(decision.Entries), surroundings, now);
        return await writer.WriteAsync(ComplaintStore.CounterOf(action.Aggregate, surroundings, now), async context =>
        {
            var number = await ComplaintStore.NumberAsync(context, action, decision.Entries[0], surroundings);
            var numbered = decision.Numbered(number);
            var addition = store.Open(context, action.Aggregate, number, numbered.Entries, surroundings, derived) with { IsHistory = request.IsHistory };
            await keys.UseAsync(context, request, number, 1, numbered.Entries.Count);
            await store.WriteAsync(context, [addition, .. await ElsewhereAsync(numbered, others, cancellation)]);
            return new Done(number, numbered.Entries.Count, numbered.Entries, false);
        }, cancellation);
    }

    private async Task<HandleResult> ActAsync(ActionType action, HandleRequest request, string number, CancellationToken cancellation)
    {
        if (await cases.LoadAsync(request.Kind is { } kind ? [kind] : action.Kinds, number, cancellation) is not var (stream, complaint))
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

        var proposal = Propose(action.On(complaint), request, Now());
        var others = await OthersAsync(complaint, proposal, cancellation);
        var surroundings = await cases.SurroundingsAsync(complaint, cancellation) with { Other = name => others.GetValueOrDefault(name).Complaint };
        var decision = Decide.On(complaint, proposal, surroundings);
        if (decision.IsRefused)
        {
            return new Refused(decision.Refusals);
        }

        var binding = action.Name == "rebind" ? await cases.SurroundingsAsync(Complaint.From([.. complaint.Entries, .. decision.Entries]), cancellation) : surroundings;
        List<Addition> additions = [Addition.To(stream, complaint, decision.Entries, binding) with { IsHistory = request.IsHistory }, .. await ElsewhereAsync(decision, others, cancellation)];
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
            await residue.WipeAsync(CancellationToken.None);
        }

        if (complaint.Kind == AggregateKind.Organisation)
        {
            await organisation.LookAsync(CancellationToken.None); // here at once, on other nodes with their next look
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

    // What the decision reads of other journals: complaints that the fields name, those of an incident, the fund.
    private async Task<Dictionary<string, (StoredStream Stream, Complaint Complaint)>> OthersAsync(Complaint complaint, Proposal proposal, CancellationToken cancellation)
    {
        var others = new Dictionary<string, (StoredStream, Complaint)>();
        foreach (var name in Elsewhere.Read(complaint, proposal).Distinct())
        {
            if (await cases.LoadAsync(Named, name, cancellation) is { } other)
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

        var entries = (await cases.LoadAsync(ActionCatalogue.Get(request.Action).Kinds, used.Number, cancellation))?.Complaint.Entries ?? [];
        return new Done(used.Number, used.Version, [.. entries.Skip(used.FirstPosition - 1).Take(used.Version - used.FirstPosition + 1)], true);
    }

    // In the institution's time; whole microseconds, which both databases keep.
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return TimeZoneInfo.ConvertTime(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), house.Calendar.Zone);
    }
}
