using Microsoft.AspNetCore.Identity;
using Shouwen.App.Web;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>Puts together what the steps of signing in and the account page need.</summary>
internal static class SignInServices
{
    public static void AddSignInSteps(this IServiceCollection services, ShouwenOptions options)
    {
        services.AddSingleton<AccountStore>();
        services.AddIdentityCore<AccountRow>(); // for the user manager, which the passkey handler reads accounts through
        services.AddScoped<IUserStore<AccountRow>>(provider => provider.GetRequiredService<AccountStore>());
        services.AddScoped<IPasskeyHandler<AccountRow>, PasskeyHandler<AccountRow>>();
        services.Configure<IdentityPasskeyOptions>(passkeys => Configure(passkeys, options));
        services.AddScoped<Passkeys>();
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Visitors>();
        services.AddSingleton<Guesses>();
        services.AddSingleton<AccountLog>();
        services.AddSingleton<GuardedTry>();
        services.AddSingleton<SecondStep>();
        services.AddSingleton<Entry>();
        services.AddSingleton<SignInSweep>();
        services.AddScoped<SignInDesk>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<SealedSecret>();
        services.AddSingleton<Welcoming>();
        services.AddSingleton<AccountView>();
        services.AddScoped<Confirming>();
    }

    // The domain of a passkey and where it may be shown come from the configuration; without one, from the request itself.
    private static void Configure(IdentityPasskeyOptions passkeys, ShouwenOptions options)
    {
        var address = options.PublicUrl is { } url ? new Uri(url) : null;
        passkeys.ServerDomain = address?.Host;
        passkeys.UserVerificationRequirement = "required"; // had and unlocked: two factors in one
        passkeys.ResidentKeyRequirement = "required"; // signs in without a name
        passkeys.ValidateOrigin = context =>
        {
            var own = address?.GetLeftPart(UriPartial.Authority) ?? $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}";
            return ValueTask.FromResult(!context.CrossOrigin && context.Origin == own);
        };
    }
}
