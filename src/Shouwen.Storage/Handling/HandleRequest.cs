using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Storage.Attachments;

namespace Shouwen.Storage;

/// <summary>Somebody wants to do something to a complaint or another aggregate.</summary>
/// <param name="Action">Name of the action.</param>
/// <param name="Input">Its fields, not yet typed.</param>
public sealed record HandleRequest(string Action, RawMap Input, Actor Actor)
{
    /// <summary>Null for what opens something.</summary>
    public string? Number { get; init; }

    /// <summary>What the number is one of; null: whichever kind the action may be done to has it.</summary>
    public AggregateKind? Kind { get; init; }

    /// <summary>The version that the actor saw; when others have added entries since, nothing is done.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>Makes a repeated request harmless; scoped to caller and route.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Person id, or id of an API key.</summary>
    public string Caller { get; init; } = "";

    public string Route { get; init; } = "";

    /// <summary>The file to attach; its name stands in the field of that kind too. Whoever staged it disposes of it.</summary>
    public StagedFile? File { get; init; }

    /// <summary>It tells of the past, as an import does: what was due before now alarms nobody.</summary>
    public bool IsHistory { get; init; }
}

public abstract record HandleResult;

/// <summary>It is done and durable.</summary>
/// <param name="Version">Of the complaint, after it.</param>
/// <param name="Entries">What was added to this complaint: the act first, then what the system did by rule.</param>
/// <param name="IsReplay">The same key had done it before; nothing was added now.</param>
public sealed record Done(string Number, int Version, IReadOnlyList<Entry> Entries, bool IsReplay) : HandleResult;

/// <summary>It may not be done; all reasons.</summary>
public sealed record Refused(IReadOnlyList<Refusal> Refusals) : HandleResult;

/// <summary>Others were faster.</summary>
/// <param name="Since">What they added after the version that the actor saw.</param>
public sealed record Conflicted(int CurrentVersion, IReadOnlyList<Entry> Since) : HandleResult;

/// <summary>There is no such complaint.</summary>
public sealed record Missing : HandleResult;

/// <summary>The key was used for another request.</summary>
public sealed record KeyReused : HandleResult;

/// <summary>A request with this key is being done at this moment.</summary>
public sealed record InFlight : HandleResult;
