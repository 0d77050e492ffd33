using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Journal;

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
    /// <summary>Draws the next number and begins the complaint's stream.</summary>
    /// <param name="derived">The obligations of the complaint, which do not depend on its number.</param>
    /// <returns>What to add, with the number written into the registration.</returns>
    public async Task<Addition> RegisterAsync(ShouwenDbContext context, IReadOnlyList<Entry> entries, Surroundings surroundings, IReadOnlyList<Obligation> derived)
    {
        var at = entries[0].At;
        var (numbering, day) = NumberingOf(surroundings, at);
        var number = NumberFormat.Format(numbering, day, await Counters.NextAsync(context, NumberFormat.CounterKey(numbering, day)));
        var numbered = entries.Select(entry => entry.Action == "register" ? entry with { Data = entry.Data.With("number", number) } : entry).ToList();
        return new(streams.Begin(context, AggregateKind.Complaint, number, at), Complaint.From(numbered), numbered, surroundings, derived);
    }

    /// <summary>The counter that a registration at a moment draws from; those that share it are committed together.</summary>
    public static string CounterOf(Surroundings surroundings, DateTimeOffset at)
    {
        var (numbering, day) = NumberingOf(surroundings, at);
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
        await projection.WriteAsync(context, addition.Stream.Id, addition.After, addition.Entries, addition.Obligations, institution);
        await ObligationProjection.WriteAsync(context, addition.Stream.Id, addition.Stream.Version == 0, addition.Obligations, institution, calendar, addition.IsHistory ? addition.Entries[^1].At : null);
    }

    private static (Domain.Policies.Numbering, DateOnly) NumberingOf(Surroundings surroundings, DateTimeOffset at) => (NumberFormat.Of(surroundings.Policies), surroundings.Calendar.DateOf(at));
}
