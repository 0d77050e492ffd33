using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Shouwen.App.Api;
using Shouwen.Domain.Complaints;

namespace Shouwen.App.Web;

/// <summary>A page that is not for one's post answers as one that does not exist; a program is told that the post of its key may not.</summary>
internal sealed class UniformRefusal(IHttpContextAccessor accessor) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
        {
            return usual.HandleAsync(next, context, policy, authorizeResult);
        }

        if (!ErrorPages.IsForPrograms(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var failed = authorizeResult.AuthorizationFailure?.FailedRequirements ?? [];
        return failed.Any() && failed.All(requirement => requirement is CapabilityRequirement) ? Refuse(context) : usual.HandleAsync(next, context, policy, authorizeResult);
    }

    private Task Refuse(HttpContext context)
    {
        var who = accessor.HttpContext!.RequestServices.GetRequiredService<CurrentActor>(); // there is a request
        return Problems.Of(403, Refusal.NoPermission, "Not permitted", $"{who.PostLabel}没有这项权限").ExecuteAsync(context);
    }
}
