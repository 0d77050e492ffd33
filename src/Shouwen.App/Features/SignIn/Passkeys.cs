using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>What a page gives to the browser's authenticator, and what it must bring back with the answer.</summary>
/// <param name="Options">JSON for <c>navigator.credentials</c>.</param>
/// <param name="State">Sealed: the challenge, what it is for and when it was made.</param>
public sealed record Challenge(string Options, string State);

/// <summary>Registers passkeys and signs in with them. A challenge is good for one answer, ten minutes and the purpose it was made for.</summary>
public sealed class Passkeys(IPasskeyHandler<AccountRow> handler, AccountStore store, Tickets tickets, IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("passkeys");

    public async Task<Challenge> AskToMakeAsync(HttpContext context, AccountRow account, string name)
    {
        var made = await handler.MakeCreationOptionsAsync(new() { Id = account.PersonId, Name = account.Username, DisplayName = name }, context);
        return new(made.CreationOptionsJson, Seal("make " + account.PersonId, made.AttestationState));
    }

    /// <param name="account">Whose passkey is asked for; null: whoever holds one.</param>
    public async Task<Challenge> AskForAsync(HttpContext context, AccountRow? account)
    {
        var asked = await handler.MakeRequestOptionsAsync(account, context);
        return new(asked.RequestOptionsJson, Seal("show " + account?.PersonId, asked.AssertionState));
    }

    /// <summary>Keeps the new passkey under a name; false when the answer is not good.</summary>
    public async Task<bool> KeepAsync(HttpContext context, AccountRow account, string name, string? state, string? credential)
    {
        if (await OpenAsync("make " + account.PersonId, state, context.RequestAborted) is not { } opened || string.IsNullOrEmpty(credential))
        {
            return false;
        }

        var result = await handler.PerformAttestationAsync(new() { CredentialJson = credential, AttestationState = opened, HttpContext = context });
        if (!result.Succeeded || result.UserEntity.Id != account.PersonId)
        {
            return false;
        }

        result.Passkey.Name = name;
        await store.AddOrUpdatePasskeyAsync(account, result.Passkey, context.RequestAborted);
        return true;
    }

    /// <summary>The account whose passkey has answered, or null.</summary>
    /// <param name="account">Whose it must be; null: whoever holds it.</param>
    public async Task<AccountRow?> CheckAsync(HttpContext context, AccountRow? account, string? state, string? credential)
    {
        if (await OpenAsync("show " + account?.PersonId, state, context.RequestAborted) is not { } opened || string.IsNullOrEmpty(credential))
        {
            return null;
        }

        var result = await handler.PerformAssertionAsync(new() { CredentialJson = credential, AssertionState = opened, HttpContext = context });
        if (!result.Succeeded || result.User.IsDisabled || (account is not null && account.PersonId != result.User.PersonId))
        {
            return null;
        }

        await store.AddOrUpdatePasskeyAsync(result.User, result.Passkey, context.RequestAborted);
        return result.User;
    }

    private string Seal(string purpose, string? state) => Convert.ToBase64String(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Sealed(purpose, state, clock.GetUtcNow()))));

    private async Task<string?> OpenAsync(string purpose, string? state, CancellationToken cancellationToken)
    {
        try
        {
            var opened = JsonSerializer.Deserialize<Sealed>(protector.Unprotect(Convert.FromBase64String(state ?? "")))!; // written by us: not null
            return opened.Purpose == purpose && clock.GetUtcNow() - opened.At < Life && await tickets.SpendAsync(state!, Life, cancellationToken) ? opened.State : null; // opened: not null
        }
        catch (Exception mistake) when (mistake is CryptographicException or FormatException) // not written by us
        {
            return null;
        }
    }

    private sealed record Sealed(string Purpose, string? State, DateTimeOffset At);
}
