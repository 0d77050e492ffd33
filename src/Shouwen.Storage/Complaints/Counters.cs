using Microsoft.EntityFrameworkCore;

namespace Shouwen.Storage.Complaints;

/// <summary>Counters without gaps: the row is raised in the transaction that uses the number, so a roll-back gives it back.</summary>
public static class Counters
{
    public static async Task<long> NextAsync(ShouwenDbContext context, string scope)
    {
        var drawn = await context.Database.SqlQuery<long>($"""
            insert into counters (scope, value) values ({scope}, 1)
            on conflict (scope) do update set value = counters.value + 1
            returning value as "Value"
            """).ToListAsync();
        return drawn.Single();
    }
}
