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
    public async Task<CaseSight?> OpenAsync(string number, CancellationToken cancellationToken) =>
        await cases.FindAsync(number, cancellationToken) is { } file ? new CaseSight(file.Complaint, file.Surroundings, file.Obligations, who.Actor, Now) : null;

    /// <summary>A complaint that is not registered yet, under the policies that would bind it.</summary>
    public CaseSight Unregistered() => new(Complaint.Nothing, new Surroundings(house.Institution, InForce, house.Calendar), [], who.Actor, Now);

    /// <param name="file">What came with the form. Nothing is overwritten by adding a file, so it may come after what others did while it was on its way.</param>
    public Task<HandleResult> DoAsync(ActionType action, string? number, FormBag typed, IFormCollection form, CancellationToken cancellationToken, StagedFile? file = null) =>
        cases.DoAsync(
            new ActionRequest(action, number, ActionInput.Of(action, typed), number is null ? ComplaintLinks.Register : ComplaintLinks.Act(number, action.Name))
            {
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
