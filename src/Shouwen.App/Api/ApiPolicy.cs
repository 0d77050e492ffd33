using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Shouwen.App.Web;

namespace Shouwen.App.Api;

/// <summary>API routes take keys only, never the cookie of a browser, and each says which word of a key's scopes it needs.</summary>
internal static class ApiPolicy
{
    public const string Read = "complaints:read";
    public const string Write = "complaints:write";

    private const int LargestBody = 1_000_000;

    public static readonly IReadOnlyList<string> Scopes = [Read, Write];

    public static void AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<ApiKeyOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, null);
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes)
        {
            policies.AddPolicy(scope, policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.Scheme).RequireClaim(ActorClaims.Person).RequireClaim(ActorClaims.Scope, scope));
        }

        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        services.AddProblemDetails();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<CaseView>();
        services.AddScoped<ActionContext>();
        services.AddScoped<ReadingContext>();
        services.AddScoped<ComplaintList>();
        services.AddScoped<MatterReading>();
        services.AddApiDocument();
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Paths.Root).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        ComplaintActions.Map(api);
        ComplaintList.Map(api);
        ComplaintReading.Map(api);
        MatterActions.Map(api);
        MatterReading.Map(api);
        DutyReading.Map(api);
        PolicyReading.Map(api);
        app.Map("/api/{**path}", () => Problems.Of(404, "no-such-route", "Not found", "没有这个接口地址")).RequireAuthorization(Read).OpenToStaff().ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }
}
