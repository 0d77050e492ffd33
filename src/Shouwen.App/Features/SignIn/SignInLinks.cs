namespace Shouwen.App.Features.SignIn;

/// <summary>Addresses of a person's own account.</summary>
internal static class SignInLinks
{
    public const string Account = "/account";
    public const string Confirm = "/account/confirm";
    public const string SecondFactor = "/account/second-factor";
    public const string App = "/account/app";
    public const string RemoveApp = "/account/app/remove";
    public const string Passkey = "/account/passkey";
    public const string RemovePasskey = "/account/passkey/remove";
    public const string Codes = "/account/codes";
    public const string Welcome = "/welcome";
}
