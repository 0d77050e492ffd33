using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Backups;
using Shouwen.Storage.Outbox;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Outbox;

/// <summary>A message that has not gone out, without its words and without whom it was for.</summary>
/// <param name="Error">Why the last try failed; null where there was none.</param>
public sealed record Unsent(string MessageId, OutboxKind Kind, DateTimeOffset CreatedAt, DateTimeOffset DueAt, int Tries, bool IsGivenUp, string? Error);

/// <summary>What waits to leave the house and what was given up.</summary>
public sealed class OutboxView(IDbContextFactory<ShouwenDbContext> database, IEnumerable<IMessageSender> senders)
{
    public const string Path = "/outbox";
    public const int Most = 100;

    private static readonly OutboxKind[] Leaving = [OutboxKind.Sms, OutboxKind.Mail, OutboxKind.Webhook];

    /// <summary>Kinds that leave the house here; the others wait until a way is set up.</summary>
    public IReadOnlyCollection<OutboxKind> Ways { get; } = [.. senders.Select(sender => sender.Kind)];

    /// <summary>Those given up first, then by when they are tried next; at most <see cref="Most"/>.</summary>
    public async Task<IReadOnlyList<Unsent>> UnsentAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Outbox.AsNoTracking().Where(row => row.DoneAt == null && Leaving.Contains(row.Kind)).OrderBy(row => row.DeadAt == null).ThenBy(row => row.DueAt).ThenBy(row => row.Id)
            .Select(row => new Unsent(row.MessageId, row.Kind, row.CreatedAt, row.DueAt, row.Tries, row.DeadAt != null, row.LastError)).Take(Most).ToListAsync(cancellationToken);
    }

    public static string Word(OutboxKind kind) => kind switch { OutboxKind.Sms => "短信", OutboxKind.Mail => "邮件", OutboxKind.Webhook => "接口推送", _ => "站内" };

    public static string Word(string? error) => error switch
    {
        null => "",
        "no-phone" => "收件人没有登记手机号码，请在人员资料里补上再重发",
        "recipient-left" => "收件人已不在任何岗位",
        "stale" => "等待超过三天，已经过时",
        BackupRestore.Restored => "备份时还没有发出，恢复数据之前可能已经发出",
        "destroyed" => "所涉档案已销毁",
        _ => $"发送程序没有接收（{error}）",
    };
}
