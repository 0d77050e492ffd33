using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Shouwen.App.Web;

/// <summary>Errors as pages for people and as problem details for programs.</summary>
internal static class ErrorPages
{
    public const string ApiPrefix = "/api";

    public static bool IsForPrograms(HttpContext context) => context.Request.Path.StartsWithSegments(ApiPrefix, StringComparison.OrdinalIgnoreCase);

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(IsForPrograms, api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = mistake => mistake is BadHttpRequestException request ? request.StatusCode : StatusCodes.Status500InternalServerError });
            api.UseStatusCodePages();
        });
        app.UseWhen(context => !IsForPrograms(context), pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", CreateScopeForErrors = true });
            pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
            pages.Use(ShowAsPage);
        });
        app.UseStorageAnswers();
    }

    // The page about a refused form is not a form itself. While components know that they show a status, they do not wait for what they load; so they
    // are not told, and the status is set when the page is sent.
    private static Task ShowAsPage(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is null && context.Features.Get<IExceptionHandlerFeature>() is null)
        {
            return next(context);
        }

        var status = context.Response.StatusCode;
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.OnStarting(() =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        context.Request.Method = HttpMethods.Get;
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        context.Features.Set<IStatusCodePagesFeature>(null);
        context.Features.Set<IStatusCodeReExecuteFeature>(null);
        return next(context);
    }

    /// <summary>A form without its token does nothing, whatever its handler reads.</summary>
    public static void RefuseForgedForms(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(context);
    });
}
