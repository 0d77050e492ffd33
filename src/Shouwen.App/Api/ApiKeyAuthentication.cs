using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Shouwen.App.Web;
using Shouwen.Storage;

namespace Shouwen.App.Api;

public sealed class ApiKeyOptions : AuthenticationSchemeOptions;

/// <summary>Reads <c>Authorization: Bearer swk_…</c>. The key acts as the person and post it was made for, and with no more rights than they have now.</summary>
public sealed class ApiKeyAuthentication(IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys, House house)
    : AuthenticationHandler<ApiKeyOptions>(options, logger, encoder)
{
    public new const string Scheme = "api-key";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer + ApiKeys.Prefix, StringComparison.Ordinal))
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.FindAsync(header[Bearer.Length..], Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("The key is not known, expired or revoked.");
        }

        var (person, post) = key.ActsAs.Split(' ') is [var who, var where] ? (who, where) : (key.ActsAs, "");
        List<Claim> claims = [new(ActorClaims.Key, key.Id.ToString("N")), new(ActorClaims.Person, person), new(ActorClaims.Post, post)];
        claims.AddRange(ApiKeys.ScopesOf(key).Select(scope => new Claim(ActorClaims.Scope, scope)));
        if (ApiKeys.ChannelOf(key) is { } channel)
        {
            claims.Add(new(ActorClaims.Channel, channel));
        }

        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        return ActorClaims.Find(user, house.Institution, TimeProvider.GetUtcNow()) is null
            ? AuthenticateResult.Fail("The person does not hold the post any more that the key acts in.")
            : AuthenticateResult.Success(new(user, Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"shouwen\"";
        return Problems.Of(401, "key-missing-or-invalid", "Unauthorized", "请在请求头 Authorization 写明有效的接口密钥：Bearer swk_…").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(403, "scope-missing", "Forbidden", "此密钥没有这个操作的权限").ExecuteAsync(Context);
}
