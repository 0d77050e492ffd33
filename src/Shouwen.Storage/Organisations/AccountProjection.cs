using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage;

/// <summary>Stops or allows sign-in, and revokes keys of other systems, as the journal of the organisation says; either way every session of the person ends.</summary>
internal static class AccountProjection
{
    public static async Task WriteAsync(ShouwenDbContext context, IReadOnlyList<Entry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.Action is "suspend-account" or "resume-account"))
        {
            var (person, isDisabled, stamp) = (entry.Data.Text("person"), entry.Action == "suspend-account", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            await context.Accounts.Where(row => row.PersonId == person).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDisabled, isDisabled).SetProperty(row => row.SecurityStamp, stamp));
        }

        foreach (var entry in entries.Where(entry => entry.Action == "revoke-key"))
        {
            var (name, at) = (entry.Data.Text("name"), entry.At);
            await context.ApiKeys.Where(row => row.Name == name && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, at));
        }
    }
}
