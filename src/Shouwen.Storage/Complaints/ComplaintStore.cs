using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Funds;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Campaigns;
using Shouwen.Storage.Duties;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Matters;

namespace Shouwen.Storage.Complaints;

/// <summary>Entries to be added to a complaint that was read, with what follows from them; made before the transaction, which stays short.</summary>
/// <param name="After">The complaint with the entries.</param>
public sealed record Addition(StoredStream Stream, Complaint After, IReadOnlyList<Entry> Entries, Surroundings Surroundings, IReadOnlyList<Obligation> Obligations)
{
    /// <summary>Nobody is alarmed of what was due before now.</summary>
    public bool IsHistory { get; init; }

    public static Addition To(StoredStream stream, Complaint before, IReadOnlyList<Entry> entries, Surroundings surroundings)
    {
        var after = entries.Aggregate(before, (complaint, entry) => complaint.Apply(entry));
        return new(stream, after, entries, surroundings, Derivation.Of(after, surroundings, entries[^1].At));
    }
}

/// <summary>Adds entries to complaints together with everything that follows from them; runs inside a transaction of <see cref="Writing.CommandWriter"/>.</summary>
public sealed class ComplaintStore(StreamStore streams, ComplaintProjection projection)
{
    /// <summary>Begins a stream with a number that has been drawn.</summary>
    /// <param name="entries">With the number written into the first.</param>
    /// <param name="derived">The obligations, which do not depend on the number.</param>
    public Addition Open(ShouwenDbContext context, AggregateKind kind, string number, IReadOnlyList<Entry> entries, Surroundings surroundings, IReadOnlyList<Obligation> derived) =>
        new(streams.Begin(context, kind, number, entries[0].At), Complaint.From(entries), entries, surroundings, derived);

    /// <summary>The number of a journal that is not drawn from a counter: a fund's follows from its year, the organisation has one. Null for others.</summary>
    public static string? OwnNumber(ActionType action, Fields fields) => (action.Aggregate, fields.Number("year")) switch
    {
        (AggregateKind.Organisation, _) => Organisation.Number,
        (AggregateKind.Fund, { } year) => Fund.NumberOf((int)year),
        _ => null,
    };

    /// <summary>Draws the next number for what an action opens, unless it has its own.</summary>
    public static async Task<string> NumberAsync(ShouwenDbContext context, ActionType action, Entry first, Surroundings surroundings)
    {
        if (OwnNumber(action, first.Data) is { } own)
        {
            return own;
        }

        var (numbering, day) = NumberingOf(action.Aggregate, surroundings, first.At);
        return NumberFormat.Format(numbering, day, await Counters.NextAsync(context, NumberFormat.CounterKey(numbering, day)));
    }

    /// <summary>The counter that opening something at a moment draws from; those that share it are committed together.</summary>
    public static string CounterOf(AggregateKind kind, Surroundings surroundings, DateTimeOffset at)
    {
        var (numbering, day) = NumberingOf(kind, surroundings, at);
        return NumberFormat.CounterKey(numbering, day);
    }

    /// <summary>Writes entries, projections, obligations and messages, of several complaints in an order that cannot deadlock.</summary>
    /// <exception cref="StaleStreamException">One of them has grown since it was read.</exception>
    public async Task WriteAsync(ShouwenDbContext context, IEnumerable<Addition> additions)
    {
        foreach (var addition in additions.OrderBy(addition => addition.Stream.Number, StringComparer.Ordinal))
        {
            await StreamStore.AppendAsync(context, addition.Stream, addition.Entries);
            Notices.Write(context, addition.Stream, addition.Entries);
            await ProjectAsync(context, addition);
            await context.SaveChangesAsync();
        }
    }

    private async Task ProjectAsync(ShouwenDbContext context, Addition addition)
    {
        var (institution, calendar) = (addition.Surroundings.Institution, addition.Surroundings.Calendar);
        if (addition.Stream.Kind == AggregateKind.Organisation)
        {
            await OrganisationProjection.WriteAsync(context, addition.Entries);
            return;
        }

        if (addition.Stream.Kind == AggregateKind.Duty)
        {
            SubmissionProjection.Write(context, addition.Stream, addition.Entries[0]);
        }
        else if (addition.Stream.Kind == AggregateKind.Complaint)
        {
            await projection.WriteAsync(context, addition.Stream.Id, addition.After, addition.Entries, addition.Obligations, institution);
        }
        else
        {
            await MatterProjection.WriteAsync(context, addition.Stream.Id, addition.After, addition.Stream.Version == 0, addition.Obligations, institution);
            if (addition.Stream.Kind == AggregateKind.Campaign)
            {
                await CampaignProjection.WriteAsync(context, addition.Stream.Id, addition.Entries);
            }
        }

        await ObligationProjection.WriteAsync(context, addition.Stream.Id, addition.Stream.Version == 0, addition.Obligations, institution, calendar, addition.IsHistory ? addition.Entries[^1].At : null);
    }

    private static (Domain.Policies.Numbering, DateOnly) NumberingOf(AggregateKind kind, Surroundings surroundings, DateTimeOffset at) => (NumberFormat.Of(kind, surroundings.Policies), surroundings.Calendar.DateOf(at));
}
