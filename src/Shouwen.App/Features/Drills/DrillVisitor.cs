using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Shouwen.App.Features.Drills;

/// <summary>Who comes into the exercise room: the real server has signed the person in and keeps the session.</summary>
internal sealed record DrillVisitor(ClaimsPrincipal User);

/// <summary>Believes the server that hands a request over about who asks.</summary>
internal sealed class DrillVisitorHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Context.Features.Get<DrillVisitor>() is { } visitor ? AuthenticateResult.Success(new(visitor.User, Scheme.Name)) : AuthenticateResult.NoResult());
}
