using Shouwen.Storage.Rows;

namespace Shouwen.Storage.Outbox;

/// <summary>A message as it leaves the house.</summary>
/// <param name="Id">The same each time it is sent, so that a receiver can tell a repetition.</param>
/// <param name="To">A telephone number or an address, as the recipient's record says at this moment.</param>
/// <param name="Name">Of the recipient.</param>
/// <param name="Text">Names the matter by its number and the clauses it is sent by; no customer.</param>
public sealed record Message(string Id, string To, string Name, string Text, DateTimeOffset At);

/// <summary>A way out of the house. What it throws counts as one try that failed; the message is sent again later, with the same id.</summary>
public interface IMessageSender
{
    OutboxKind Kind { get; }

    Task SendAsync(Message message, CancellationToken cancellation);
}
