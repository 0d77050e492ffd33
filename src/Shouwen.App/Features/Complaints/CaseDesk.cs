using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage;
using Shouwen.Storage.Attachments;

namespace Shouwen.App.Features.Complaints;

/// <summary>Opens a case for whoever asks, and carries out what a form asks for.</summary>
public sealed class CaseDesk(Cases cases, CurrentActor who, House house, TimeProvider clock)
{
    public DateTimeOffset Now => house.Calendar.Local(clock.GetUtcNow());

    public DateTimeOffset Local(DateTimeOffset at) => house.Calendar.Local(at);

    /// <summary>The case, or null where it does not exist or may not be seen.</summary>
    public async Task<CaseSight?> OpenAsync(AggregateKind kind, string number, CancellationToken cancellationToken) =>
        await cases.FindAsync(kind, number, cancellationToken) is { } file
            ? new CaseSight(file.Complaint, file.Surroundings, file.Obligations, who.Actor, Now) { Unseen = await cases.UnseenAsync(CaseNumbers.In(file.Complaint), cancellationToken) } : null;

    /// <param name="kind">The word of a matter's address; null: a complaint is meant.</param>
    public async Task<CaseSight?> OpenAsync(string? kind, string number, CancellationToken cancellationToken) =>
        (kind is null ? AggregateKind.Complaint : AggregateKinds.Matter(kind)) is { } known ? await OpenAsync(known, number, cancellationToken) : null;

    /// <summary>A complaint, or a matter of another kind, that is not on record yet, under the policies that would bind it.</summary>
    public CaseSight Unopened(AggregateKind kind) => new(Complaint.Nothing with { Kind = kind }, new Surroundings(house.Institution, InForce, house.Calendar), [], who.Actor, Now);

    /// <summary>Does what a form asks for to the case that it showed; to one without a number, opens it.</summary>
    /// <param name="file">What came with the form. Nothing is overwritten by adding a file, so it may come after what others did while it was on its way.</param>
    public Task<HandleResult> DoAsync(ActionType action, CaseSight sight, FormBag typed, IFormCollection form, CancellationToken cancellationToken, StagedFile? file = null) =>
        DoAsync(action, sight.Complaint.Kind, sight.Complaint.Number, typed, form, cancellationToken, file);

    public Task<HandleResult> DoAsync(ActionType action, AggregateKind kind, string? number, FormBag typed, IFormCollection form, CancellationToken cancellationToken, StagedFile? file = null) =>
        cases.DoAsync(
            new ActionRequest(action, number, ActionInput.Of(action, typed), $"{action.Name} {number}")
            {
                Kind = kind,
                Version = number is null || file is not null ? null : FormInput.Version(form),
                Key = FormInput.Key(form),
                File = file,
            },
            cancellationToken);

    private IReadOnlyList<Domain.Policies.Policy> InForce => [.. house.Policies.Where(policy => policy.IsInForceOn(house.Calendar.DateOf(Now)))];
}

/// <summary>What is said once an action is on record.</summary>
public static class DoneWords
{
    /// <summary>已记录：受理。系统同时通知周启明 …, with the clauses that made it.</summary>
    public static FlashMessage Of(ActionType action, Done done, CaseSight sight)
    {
        var reactions = done.Entries.Where(entry => entry.Actor.IsSystem && entry.Clauses.Count > 0).ToList();
        var also = string.Concat(reactions.Select(entry => History.Of(entry, sight).What));
        return new FlashMessage(FlashKind.Done, $"已记录：{ActionWords.Verb(action)}。{(also.Length > 0 ? $"系统同时{also}" : "")}")
        {
            Clauses = sight.Clauses(reactions.SelectMany(entry => entry.Clauses)),
        };
    }
}
