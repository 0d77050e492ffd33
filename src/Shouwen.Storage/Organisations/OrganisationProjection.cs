using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage;

/// <summary>
/// What the journal of the organisation means for accounts (sign-in is stopped or allowed; either way every session of the person ends), for keys of other systems and for messages that were
/// given up. All else it says is kept in memory, see <see cref="OrganisationWatch"/>.
/// </summary>
internal static class OrganisationProjection
{
    public static async Task WriteAsync(ShouwenDbContext context, IReadOnlyList<Entry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.Action is "suspend-account" or "resume-account"))
        {
            var (person, isDisabled, stamp) = (entry.Data.Text("person"), entry.Action == "suspend-account", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            await context.Accounts.Where(row => row.PersonId == person).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDisabled, isDisabled).SetProperty(row => row.SecurityStamp, stamp));
        }

        foreach (var entry in entries.Where(entry => entry.Action == "resend-message"))
        {
            var (message, at) = (entry.Data.Text("message"), entry.At);
            await context.Outbox.Where(row => row.MessageId == message && row.DeadAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DeadAt, (DateTimeOffset?)null).SetProperty(row => row.DueAt, at).SetProperty(row => row.Tries, 0).SetProperty(row => row.LastError, (string?)null));
        }

        foreach (var entry in entries.Where(entry => entry.Action == "revoke-key"))
        {
            var (name, at) = (entry.Data.Text("name"), entry.At);
            await context.ApiKeys.Where(row => row.Name == name && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, at));
        }
    }
}
