using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;
using Shouwen.Storage.Keys;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Web;

/// <summary>
/// The keys of cookies and forms, in the database and encrypted by the key ring: every node reads what another has sealed, also one that starts later. They are few, one every
/// three months, and kept.
/// </summary>
public sealed class WebKeys(IDbContextFactory<ShouwenDbContext> contexts, CommandWriter writer, KeyRing keys, TimeProvider clock) : IXmlRepository
{
    // The last one that whoever decides to make another has seen.
    private int known;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = contexts.CreateDbContext();
        var rows = context.WebKeys.AsNoTracking().OrderBy(row => row.Number).ToList();
        known = rows.Count == 0 ? 0 : rows[^1].Number;
        return rows.ConvertAll(row => XElement.Parse(Encoding.UTF8.GetString(keys.Unprotect(Purposes.WebKey(row.Number), row.Content))));
    }

    // A key is made for want of one. Where another node has made one since it was looked for, ours is not kept: whoever asked for it reads them all again and takes that one.
    // Otherwise the nodes that started first would not know each other's keys for a day.
    public void StoreElement(XElement element, string friendlyName)
    {
        while (!TryAddAsync(known + 1, element).GetAwaiter().GetResult() && element.Name != "key") // the interface does not wait otherwise; nobody needs this thread
        {
            GetAllElements();
        }
    }

    private Task<bool> TryAddAsync(int number, XElement element) => writer.WriteAsync(
        async context =>
        {
            var content = keys.Protect(Purposes.WebKey(number), Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)));
            return await context.Database.ExecuteSqlAsync($"insert into web_keys (number, content, added_at) values ({number}, {content}, {clock.GetUtcNow().UtcDateTime}) on conflict do nothing", CancellationToken.None) == 1;
        },
        CancellationToken.None);
}
