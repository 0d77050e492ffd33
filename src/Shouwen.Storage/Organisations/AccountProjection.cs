using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage;

/// <summary>Stops or allows sign-in as the journal of the organisation says; either way every session ends.</summary>
internal static class AccountProjection
{
    public static async Task WriteAsync(ShouwenDbContext context, IReadOnlyList<Entry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.Action is "suspend-account" or "resume-account"))
        {
            var (person, isDisabled, stamp) = (entry.Data.Text("person"), entry.Action == "suspend-account", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            await context.Accounts.Where(row => row.PersonId == person).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDisabled, isDisabled).SetProperty(row => row.SecurityStamp, stamp));
        }
    }
}
