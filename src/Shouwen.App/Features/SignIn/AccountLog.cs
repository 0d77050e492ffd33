using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.SignIn;

/// <summary>What happened to accounts, when, from where and with what: shown to the person, and kept half a year.</summary>
public sealed class AccountLog(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, TimeProvider clock)
{
    public const string SignedIn = "signed-in";
    public const string Refused = "refused";
    public const string PasswordChanged = "password-changed";
    public const string FactorAdded = "factor-added";
    public const string FactorRemoved = "factor-removed";
    public const string CodesMade = "codes-made";

    private const int Shown = 30;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(185); // network logs: six months

    public Task AddAsync(string what, string means, string? person, Visitor visitor, CancellationToken cancellationToken) => writer.WriteAsync(async db =>
    {
        db.AccountEvents.Add(new() { At = clock.GetUtcNow(), PersonId = person, NameKey = visitor.NameKey, What = what, Means = means, Address = visitor.Address, Device = visitor.Device });
        return await db.SaveChangesAsync(CancellationToken.None);
    }, cancellationToken);

    /// <summary>The last ones of the person, and the refused ones for his or her name; newest first.</summary>
    public async Task<IReadOnlyList<AccountEventRow>> LastAsync(string person, byte[] nameKey, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.AccountEvents.AsNoTracking().Where(row => row.PersonId == person || row.NameKey == nameKey).OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(Shown).ToListAsync(cancellationToken);
    }

    public Task<int> DropOldAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Kept;
        return writer.WriteAsync(db => db.AccountEvents.Where(row => row.At < before).ExecuteDeleteAsync(CancellationToken.None), cancellationToken);
    }
}
