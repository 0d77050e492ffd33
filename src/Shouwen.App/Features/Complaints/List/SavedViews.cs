using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Ui;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.Complaints.List;

/// <summary>A list of complaints under a name.</summary>
public sealed record SavedView(string Name, ListFilter Filter);

/// <summary>The lists that the person who asks has given a name.</summary>
public sealed class SavedViews(IDbContextFactory<ShouwenDbContext> database, CommandWriter writer, CurrentActor who, SearchSeal seal, TimeProvider clock)
{
    public const int Most = 20, LongestName = 20;

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<SavedView>> AllAsync(CancellationToken cancellationToken)
    {
        var me = who.Person.Id;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await db.SavedViews.AsNoTracking().Where(row => row.PersonId == me).OrderBy(row => row.Name).Take(Most).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new SavedView(row.Name, ListFilter.Parse(QueryHelpers.ParseQuery(row.Query))));
    }

    /// <summary>Keeps a list under a name; one of that name gives way. Null when it is done, else why not.</summary>
    public async Task<string?> SaveAsync(string? name, ListFilter filter, CancellationToken cancellationToken)
    {
        var given = name?.Trim() ?? "";
        if (given.Length is 0 or > LongestName)
        {
            return $"请给这组条件起一个名字，最多 {LongestName} 个字";
        }

        var (me, query) = (who.Person.Id, new Uri(new Uri("http://list"), seal.Seal(seal.Open(filter) with { After = null }).Href).Query);
        return await writer.WriteAsync(async db =>
        {
            await db.SavedViews.Where(row => row.PersonId == me && row.Name == given).ExecuteDeleteAsync(CancellationToken.None);
            if (await db.SavedViews.CountAsync(row => row.PersonId == me, CancellationToken.None) >= Most)
            {
                return $"最多保存 {Most} 组条件，请先删去不用的";
            }

            db.SavedViews.Add(new() { PersonId = me, Name = given, Query = query, SavedAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(CancellationToken.None);
            return null;
        }, cancellationToken);
    }

    public Task<int> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var me = who.Person.Id;
        return writer.WriteAsync(db => db.SavedViews.Where(row => row.PersonId == me && row.Name == name).ExecuteDeleteAsync(CancellationToken.None), cancellationToken);
    }
}

internal static class SavedViewEndpoints
{
    public const string Save = "/complaints/views";
    public const string Remove = "/complaints/views/remove";

    public static void MapSavedViews(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Save, SaveAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadCases).WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapPost(Remove, RemoveAsync).RequireAuthorization(StaffPolicy.Name).RequireCapability(Capability.ReadCases).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> SaveAsync([FromForm] string? name, [FromForm] string? query, SavedViews views, Flash flash, CancellationToken cancellationToken)
    {
        var filter = ListFilter.Parse(QueryHelpers.ParseQuery(query));
        var mistake = await views.SaveAsync(name, filter, cancellationToken);
        flash.Show(mistake is null ? FlashKind.Done : FlashKind.Refused, mistake ?? $"已保存为“{name?.Trim()}”");
        return Results.LocalRedirect(filter.Href);
    }

    private static async Task<IResult> RemoveAsync([FromForm] string? name, [FromForm] string? query, SavedViews views, CancellationToken cancellationToken)
    {
        await views.RemoveAsync(name ?? "", cancellationToken);
        return Results.LocalRedirect(ListFilter.Parse(QueryHelpers.ParseQuery(query)).Href);
    }
}
