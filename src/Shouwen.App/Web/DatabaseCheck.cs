using Microsoft.EntityFrameworkCore;
using Shouwen.Storage;

namespace Shouwen.App.Web;

/// <summary>Whether a PostgreSQL keeps what it has confirmed and tells the same time. SQLite is told so with each connection.</summary>
public static class DatabaseCheck
{
    private static readonly string[] Durable = ["fsync", "full_page_writes", "synchronous_commit"];
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    /// <exception cref="StartRefusedException">It may lose what it has confirmed, or one of the two clocks is wrong.</exception>
    public static async Task CheckAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellationToken);
        var off = await database.Database.SqlQuery<string>($"""select name as "Value" from pg_settings where setting = 'off' and name = any ({Durable})""").ToListAsync(cancellationToken);
        var now = await database.Database.SqlQuery<DateTime>($"""select now() as "Value" """).ToListAsync(cancellationToken);
        Judge(off, services.GetRequiredService<TimeProvider>().GetUtcNow() - now[0]);
    }

    /// <param name="off">Those of its settings that are off and must be on.</param>
    /// <param name="ahead">How far our clock is before the database's.</param>
    public static void Judge(IReadOnlyCollection<string> off, TimeSpan ahead)
    {
        if (off.Count > 0)
        {
            throw new StartRefusedException($"PostgreSQL 的 {string.Join("、", off)} 关着，断电会丢失已经确认的内容。请在 postgresql.conf 里设为 on，重启数据库后再启动");
        }

        if (ahead.Duration() > Apart)
        {
            throw new StartRefusedException($"这台服务器的时钟与数据库相差 {ahead.Duration().TotalSeconds:0} 秒，时限会算错。请先校准两边的时钟（NTP）");
        }
    }
}
