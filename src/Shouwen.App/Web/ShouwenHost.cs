using System.Text.Encodings.Web;
using System.Text.Unicode;
using Shouwen.App.Api;
using Shouwen.App.Features;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Features.Drills;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Jobs;
using Shouwen.App.Messages;
using Shouwen.App.Ui;

namespace Shouwen.App.Web;

/// <summary>Puts the server together: what it is made of, then what each request passes through, in order.</summary>
internal static class ShouwenHost
{
    public static Task<WebApplication> BuildAsync(string[] settings)
    {
        var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = published ? AppContext.BaseDirectory : null });
        return BuildAsync(builder, ShouwenOptions.From(builder.Configuration));
    }

    /// <summary>The same once more beside it, for an exercise.</summary>
    /// <param name="more">Services that take the place of the usual ones.</param>
    public static Task<WebApplication> BuildAsync(RoomGround ground, ShouwenOptions options, Action<IServiceCollection> more)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ShouwenHost).Assembly.GetName().Name,
            EnvironmentName = ground.Environment.EnvironmentName,
            ContentRootPath = ground.Environment.ContentRootPath,
        });
        builder.Configuration.AddConfiguration(ground.Configuration);
        return BuildAsync(builder, options, more);
    }

    private static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder, ShouwenOptions options, Action<IServiceCollection>? more = null)
    {
        StartChecks.Check(builder.Configuration, builder.Environment, options);
        AddServices(builder, options);
        more?.Invoke(builder.Services);
        var app = builder.Build();
        UseInOrder(app, options);
        Map(app, options);
        app.RefuseUndeclaredRoutes();
        await FirstStart.PrepareAsync(app.Services, options);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, ShouwenOptions options)
    {
        builder.WebHost.UseStaticWebAssets(); // also when it runs from the build and not as published
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(ShouwenOptions.DefaultUrls);
        }

        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddStore(options);
        services.AddWebKeys();
        services.AddSignIn(options);
        services.AddPages(options);
        services.AddComplaintPages();
        services.AddApi();
        services.AddWorkScreens();
        services.AddDrills();
        services.AddRequestLimits(options);
        services.AddMessages(options);
        services.AddJobs();
        services.AddHealth();
    }

    private static void AddPages(this IServiceCollection services, ShouwenOptions options)
    {
        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Chinese stays Chinese in the source of a page
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = options.CookieName("shouwen-form");
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true; // our own headers forbid frames
        });
        services.AddScoped<CurrentActor>();
        services.AddScoped<Cases>();
        services.AddScoped<AccessLog>();
        services.AddSingleton<UploadReader>();
        services.AddScoped<AttachmentSender>();
        services.AddScoped<Flash>();
        services.AddScoped<SignInModel>();
        services.AddScoped<Shell>();
        services.AddScoped<ShellSource>(provider => provider.GetRequiredService<Shell>().LoadAsync);
    }

    private static void UseInOrder(WebApplication app, ShouwenOptions options)
    {
        var hosts = new HostNames(options);
        app.UseProxies(options);
        app.UseSecurityHeaders(options);
        app.RefuseOtherHosts(hosts);
        app.UseErrorPages();
        app.RefuseForeignOrigins();
        app.UseRouting();
        app.BindToHosts(hosts);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.AskForFirstThings(options);
        if (options.Exercise is null)
        {
            app.HandOverToRooms(); // before anything reads the form
        }

        app.ReadUploads();
        app.UseAntiforgery();
        app.RefuseForgedForms();
    }

    private static void Map(WebApplication app, ShouwenOptions options)
    {
        if (options.Exercise is null)
        {
            app.MapDrills();
        }
        else
        {
            app.MapExercise();
        }

        app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
        app.MapHealth();
        app.MapSignIn();
        app.MapRegister();
        app.MapFiles();
        app.MapApi();
        app.MapWorkScreens();
        app.MapRazorComponents<Document>().RequireAuthorization(StaffPolicy.Name).OpenWhatIsNoPage();
    }
}
