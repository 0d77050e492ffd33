using Microsoft.AspNetCore.Authorization;

namespace Shouwen.App.Web;

/// <summary>The one place that decides whether somebody's post may use a page or route. Which cases are in sight is <see cref="Scope"/>'s.</summary>
public sealed class CapabilityHandler(CurrentActor who, IHttpContextAccessor accessor) : AuthorizationHandler<CapabilityRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CapabilityRequirement requirement)
    {
        if (who.IsKnown && accessor.HttpContext is { } http && requirement.AnyOf(http.Request.RouteValues).Any(who.May))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
