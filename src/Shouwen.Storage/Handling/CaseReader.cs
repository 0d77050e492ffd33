using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Obligations;
using Shouwen.Storage.Journal;

namespace Shouwen.Storage;

/// <summary>One case with everything derived from it, as of a moment.</summary>
public sealed record CaseFile(Complaint Complaint, Surroundings Surroundings, IReadOnlyList<Obligation> Obligations);

/// <summary>Reads a case from its journal, with the rules that bind it.</summary>
public sealed class CaseReader(IDbContextFactory<ShouwenDbContext> contexts, StreamStore streams, PolicyShelf shelf, House house, TimeProvider clock)
{
    private static readonly IReadOnlyList<AggregateKind> Complaints = [AggregateKind.Complaint];

    /// <summary>The case as it stands now, or null when there is no such number.</summary>
    public Task<CaseFile?> ReadAsync(string number, CancellationToken cancellation) => ReadAsync(AggregateKind.Complaint, number, cancellation);

    /// <summary>Any aggregate as it stands now, or null when there is none of that kind and number.</summary>
    public async Task<CaseFile?> ReadAsync(AggregateKind kind, string number, CancellationToken cancellation)
    {
        if (await LoadAsync([kind], number, cancellation) is not { } loaded)
        {
            return null;
        }

        return await FileAsync(loaded.Complaint, cancellation);
    }

    /// <summary>Several cases, read together; in the order of the numbers. Numbers of no case are left out.</summary>
    public Task<IReadOnlyList<CaseFile>> ReadManyAsync(IReadOnlyList<string> numbers, CancellationToken cancellation) => ReadManyAsync(AggregateKind.Complaint, numbers, cancellation);

    /// <summary>The same of another kind.</summary>
    public async Task<IReadOnlyList<CaseFile>> ReadManyAsync(AggregateKind kind, IReadOnlyList<string> numbers, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var files = new List<CaseFile>();
        foreach (var stream in await streams.LoadManyAsync(context, kind, numbers, cancellation))
        {
            if (stream.Version > 0)
            {
                files.Add(await FileAsync(Complaint.From(stream.Entries), cancellation));
            }
        }

        return files;
    }

    /// <summary>The obligations of a complaint if other versions bound it.</summary>
    public async Task<IReadOnlyList<Obligation>> AsBoundAsync(Complaint complaint, IEnumerable<string> policies, CancellationToken cancellation) =>
        Derivation.Of(complaint, new(house.Institution, await shelf.NamedAsync(policies, cancellation), house.Calendar), clock.GetUtcNow());

    private async Task<CaseFile> FileAsync(Complaint complaint, CancellationToken cancellation)
    {
        var surroundings = await SurroundingsAsync(complaint, cancellation);
        var others = await OthersAsync(complaint, cancellation);
        surroundings = others.Count == 0 ? surroundings : surroundings with { Other = others.GetValueOrDefault };
        return new(complaint, surroundings, complaint.Kind == AggregateKind.Duty ? [] : Derivation.Of(complaint, surroundings, clock.GetUtcNow()));
    }

    // What rules may ask about an incident is about its complaints.
    private async Task<IReadOnlyDictionary<string, Complaint>> OthersAsync(Complaint complaint, CancellationToken cancellation)
    {
        var numbers = complaint.Kind == AggregateKind.Incident ? complaint.Data.Texts("complaints").Distinct().ToList() : [];
        if (numbers.Count == 0)
        {
            return new Dictionary<string, Complaint>();
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return (await streams.LoadManyAsync(context, AggregateKind.Complaint, numbers, cancellation)).Where(stream => stream.Version > 0).ToDictionary(stream => stream.Number, stream => Complaint.From(stream.Entries));
    }

    internal Task<(StoredStream Stream, Complaint Complaint)?> LoadAsync(string number, CancellationToken cancellation) => LoadAsync(Complaints, number, cancellation);

    internal async Task<(StoredStream Stream, Complaint Complaint)?> LoadAsync(IReadOnlyList<AggregateKind> kinds, string number, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var stream = await streams.LoadAsync(context, kinds, number, cancellation);
        return stream is null or { Version: 0 } ? null : (stream, Complaint.From(stream.Entries));
    }

    /// <summary>What binds a complaint that exists.</summary>
    internal async Task<Surroundings> SurroundingsAsync(Complaint complaint, CancellationToken cancellation) =>
        new(house.Institution, await shelf.BindingAsync(complaint, cancellation), house.Calendar);
}
