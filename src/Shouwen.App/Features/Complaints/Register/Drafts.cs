using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Storage;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.Complaints;

/// <param name="SavedAt">Null where there was none.</param>
public sealed record Draft(FormBag Typed, DateTimeOffset? SavedAt);

/// <summary>The form a person has begun and not sent, one for each form; encrypted, for it holds names.</summary>
public sealed class Drafts(IDbContextFactory<ShouwenDbContext> database, KeyRing keys, CurrentActor who, TimeProvider clock)
{
    public const string Register = "register";

    public async Task<Draft> FindAsync(string form, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var person = who.Person.Id;
        var row = await db.Drafts.AsNoTracking().Where(row => row.Person == person && row.Form == form).OrderByDescending(row => row.SavedAt).FirstOrDefaultAsync(cancellationToken);
        return row is null ? new(FormBag.Empty, null) : new(FormBag.FromJson(keys.Unprotect(Purposes.Draft, row.Content)), row.SavedAt);
    }

    public async Task<DateTimeOffset> SaveAsync(string form, FormBag typed, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var person = who.Person.Id;
        var row = await db.Drafts.FirstOrDefaultAsync(row => row.Person == person && row.Form == form, cancellationToken);
        row ??= db.Drafts.Add(new DraftRow { Id = Guid.NewGuid(), Person = person, Form = form, Content = [] }).Entity;
        (row.Content, row.SavedAt) = (keys.Protect(Purposes.Draft, typed.ToJson()), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return row.SavedAt;
    }

    public async Task DropAsync(string form, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var person = who.Person.Id;
        await db.Drafts.Where(row => row.Person == person && row.Form == form).ExecuteDeleteAsync(cancellationToken);
    }
}
