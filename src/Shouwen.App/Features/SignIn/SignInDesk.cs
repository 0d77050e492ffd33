using Shouwen.App.Web;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>What came of a step of signing in: where to go next, or why not.</summary>
public readonly record struct SignInAnswer(string? To, string? Sentence);

/// <summary>The steps of signing in, in order: password, then what else the account has; or a passkey alone.</summary>
public sealed class SignInDesk(Passwords passwords, Factors factors, Passkeys passkeys, GuardedTry guard, SecondStep second, Entry entry, Visitors visitors)
{
    private const string WrongPassword = "账号或密码不正确";
    private const string WrongCode = "验证码不正确，或已用过";
    private const string WrongPasskey = "没有认出这个通行密钥，请再试一次或改用密码";

    public async Task<SignInAnswer> PasswordAsync(HttpContext context, string username, string password, string? to)
    {
        var visitor = visitors.Of(context, username);
        var tried = await guard.CheckAsync(Factors.Password, visitor, null, () => passwords.CheckAsync(username, password, context.RequestAborted), context.RequestAborted);
        if (tried.Found is not { } account)
        {
            return new(null, tried.Or(WrongPassword));
        }

        if (!(await factors.OfAsync(account.PersonId, context.RequestAborted)).Any)
        {
            return await entry.AdmitAsync(context, account, visitor, Factors.Password, to);
        }

        await second.BeginAsync(context, account);
        return new(LocalPath.IsLocal(to) ? $"{StaffSession.SecondStepPath}?to={Uri.EscapeDataString(to!)}" : StaffSession.SecondStepPath, null); // local: not null
    }

    /// <summary>A code of the authenticator app or a recovery code, after the password.</summary>
    public async Task<SignInAnswer> CodeAsync(HttpContext context, AccountRow account, string code, string? to)
    {
        var visitor = visitors.Of(context, account.Username);
        var tried = await guard.CheckAsync(Factors.AppCode, visitor, account.PersonId, () => factors.UseCodeAsync(account, code, context.RequestAborted), context.RequestAborted);
        return tried.Found is { } means ? await FinishAsync(context, account, visitor, means, to) : new(null, tried.Or(WrongCode));
    }

    /// <summary>A passkey, after the password.</summary>
    public async Task<SignInAnswer> PasskeyAsync(HttpContext context, AccountRow account, string? state, string? credential, string? to)
    {
        var visitor = visitors.Of(context, account.Username);
        var tried = await guard.CheckAsync(Factors.Passkey, visitor, account.PersonId, () => passkeys.CheckAsync(context, account, state, credential), context.RequestAborted);
        return tried.Found is not null ? await FinishAsync(context, account, visitor, Factors.Passkey, to) : new(null, tried.Or(WrongPasskey));
    }

    /// <summary>A passkey alone: it is had and unlocked, which is two factors.</summary>
    public async Task<SignInAnswer> PasskeyAsync(HttpContext context, string? state, string? credential, string? to)
    {
        var tried = await guard.CheckAsync(Factors.Passkey, Visitors.Nameless(context), null, () => passkeys.CheckAsync(context, null, state, credential), context.RequestAborted);
        return tried.Found is { } account ? await entry.AdmitAsync(context, account, visitors.Of(context, account.Username), Factors.Passkey, to) : new(null, tried.Or(WrongPasskey));
    }

    private async Task<SignInAnswer> FinishAsync(HttpContext context, AccountRow account, Visitor visitor, string means, string? to)
    {
        await second.EndAsync(context);
        return await entry.AdmitAsync(context, account, visitor, $"{Factors.Password} {means}", to);
    }
}
