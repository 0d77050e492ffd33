using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.SignIn;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Policies;
using Shouwen.Storage;

namespace Shouwen.Testing;

/// <summary>The whole server on a database of its own, with a clock that stands still. Monday 2026-03-02 09:30 in the sample bank.</summary>
public sealed class TestHost : WebApplicationFactory<Program>
{
    private const string Password = "correct horse battery";
    private const string QuickIterations = "1000";

    /// <summary>A setting of the test, not of the server: how long a password takes to be checked.</summary>
    public const string HashIterations = "Shouwen:TestHashIterations";

    /// <summary>A setting of the test, not of the server: <c>none</c> where the test itself does the recurring work.</summary>
    public const string Jobs = "Shouwen:TestJobs";

    // The rules of the repository never change while tests run; reading them for each server would take most of its start.
    private static readonly Lazy<RuleBook> Rules = new(() => RuleBook.Open(AppContext.BaseDirectory));

    private readonly TestDatabase database;
    private readonly Dictionary<string, string> settings;
    private readonly bool ownsDatabase;
    private readonly CommandWatch? watch;

    private TestHost(TestDatabase database, Dictionary<string, string> settings, bool ownsDatabase = true, CommandWatch? watch = null)
    {
        this.watch = watch;
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        this.settings = settings;
        ClientOptions.AllowAutoRedirect = false;
    }

    public TestClock Clock { get; } = new(new(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8)));

    public TestDatabase Database => database;

    public House House => Services.GetRequiredService<House>();

    /// <param name="settings">Further settings of the server: <c>("Shouwen:Demo", "true")</c>; of several with a name the last counts.</param>
    public static async Task<TestHost> StartAsync(Database kind, params (string Name, string Value)[] settings)
    {
        var host = new TestHost(await TestDatabase.CreateAsync(kind), settings.GroupBy(setting => setting.Name).ToDictionary(setting => setting.Key, setting => setting.Last().Value));
        _ = host.Server; // starts it
        return host;
    }

    /// <summary>The same, telling which commands it sends to its database.</summary>
    public static async Task<TestHost> WatchAsync(Database kind, CommandWatch watch, params (string Name, string Value)[] settings)
    {
        var host = new TestHost(await TestDatabase.CreateAsync(kind), settings.ToDictionary(setting => setting.Name, setting => setting.Value), watch: watch);
        _ = host.Server;
        return host;
    }

    /// <summary>A server on a database that the test has made and will dispose of.</summary>
    public static TestHost On(TestDatabase database, params (string Name, string Value)[] settings)
    {
        var host = new TestHost(database, settings.ToDictionary(setting => setting.Name, setting => setting.Value), ownsDatabase: false);
        _ = host.Server;
        return host;
    }

    /// <summary>Another node on the same database and keys.</summary>
    public TestHost Beside()
    {
        var host = new TestHost(database, settings, ownsDatabase: false);
        _ = host.Server;
        return host;
    }

    /// <summary>The same, listening on a free port of loopback for real browsers: <c>ClientOptions.BaseAddress</c>.</summary>
    public static async Task<TestHost> ListenAsync(Database kind)
    {
        var host = new TestHost(await TestDatabase.CreateAsync(kind), []);
        host.UseKestrel(0);
        host.StartServer();
        return host;
    }

    /// <summary><c>post@unit</c> or a person id of the sample bank.</summary>
    public Actor Actor(string who) => House.Institution.Resolve(who) ?? throw new ArgumentException($"Nobody is {who}.");

    /// <summary>A browser in which that person has signed in.</summary>
    public async Task<HttpClient> SignInAsync(string who)
    {
        var (username, password) = await AccountAsync(who);
        var client = CreateClient();
        var answer = await client.PostFormAsync("/sign-in", "/sign-in", ("Username", username), ("Password", password));
        return (int)answer.StatusCode == 302 ? client : throw new InvalidOperationException($"{who} could not sign in: {answer.StatusCode}");
    }

    /// <summary>Makes the account with which that person signs in.</summary>
    public async Task<(string Username, string Password)> AccountAsync(string who)
    {
        var person = Actor(who).Person;
        await Services.GetRequiredService<Accounts>().SetPasswordAsync(person, person, Password, mustChange: false, CancellationToken.None);
        return (person, Password);
    }

    /// <summary>A change of the organisation by the operator of the machine, as the command line makes it.</summary>
    public async Task OperateAsync(string action, params (string Name, string Value)[] fields)
    {
        var input = Input.Map([.. fields.Select(field => (field.Name, (object?)field.Value)), ("reason", "试验")]);
        var result = await Services.GetRequiredService<ComplaintHandler>().HandleAsync(new(action, input, Domain.Journal.Actor.System) { Number = Organisation.Number, Kind = AggregateKind.Organisation }, CancellationToken.None);
        _ = result is Done ? true : throw new InvalidOperationException($"{action} was not done: {result}");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (ownsDatabase)
        {
            await database.DisposeAsync();
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseStaticWebAssets(); // style sheet and scripts, as published servers have them
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore.Routing.EndpointRoutingMiddleware", "Error"); // the server of the tests has no limit of body size to set
        builder.UseSetting("Logging:LogLevel:Shouwen.App.Api", "Warning");
        builder.UseSetting("Shouwen:Data", database.Folder);
        builder.UseSetting("Shouwen:Root", AppContext.BaseDirectory);
        builder.UseSetting("Shouwen:DemoData", "false");
        builder.UseSetting("Shouwen:SecondFactor", "offered"); // the tests of signing in ask for more
        builder.UseSetting("Shouwen:UnsafeDatabase", "true");
        foreach (var limit in new[] { "SignInsPerMinute", "SearchesPerMinute", "UploadsPerMinute" })
        {
            builder.UseSetting("Shouwen:" + limit, "1000000");
        }

        builder.UseSetting("Shouwen:Database", database.Kind == Testing.Database.Sqlite ? "sqlite" : "postgresql");
        builder.UseSetting("Shouwen:Connection", database.ConnectionString);
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            if (settings.GetValueOrDefault(Jobs) == "none")
            {
                services.Remove(services.Single(service => service.ImplementationType?.Name == "JobRunner"));
            }

            if (watch is not null)
            {
                services.ConfigureDbContext<ShouwenDbContext>(options => options.AddInterceptors(watch));
            }

            if (!settings.ContainsKey("Shouwen:Root"))
            {
                services.AddSingleton(Rules.Value);
            }

            services.AddSingleton<IStartupFilter>(new AddressFilter());
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = int.Parse(settings.GetValueOrDefault(HashIterations, QuickIterations), System.Globalization.CultureInfo.InvariantCulture));
        });
    }
}

/// <summary>Requests come from the address that they name in <see cref="Header"/>.</summary>
internal sealed class AddressFilter : IStartupFilter
{
    public const string Header = "X-Test-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            context.Connection.RemoteIpAddress = context.Request.Headers[Header].ToString() is { Length: > 0 } named ? IPAddress.Parse(named) : context.Connection.RemoteIpAddress;
            return following(context);
        });
        next(app);
    };
}

/// <summary>Forms as a browser without scripts sends them.</summary>
public static class Browsing
{
    public static async Task<IHtmlDocument> PageAsync(this HttpClient client, string path) => await (await client.GetAsync(path)).PageAsync();

    public static async Task<IHtmlDocument> PageAsync(this HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Opens a page, and posts the form on it that goes to a path, with its hidden fields and these values.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string page, string action, params (string Name, string Value)[] values)
    {
        var document = await client.PageAsync(page);
        var form = document.Forms.FirstOrDefault(form => form.GetAttribute("action")?.Split('?')[0] == action) ?? throw new InvalidOperationException($"{page} has no form that goes to {action}.");
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (Name: input.Name!, input.Value)).Where(field => !values.Any(value => value.Name == field.Name)).Concat(values);
        var target = form.GetAttribute("action")!; // found by it
        return await client.PostAsync(target, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
    }

    /// <summary>What a browser would send: the form on a server's page that goes to a path, with its hidden fields and these values.</summary>
    public static async Task<FormUrlEncodedContent> FormAsync(this HttpClient client, ServerProcess server, string page, string action, params (string Name, string Value)[] values)
    {
        var document = await (await client.GetAsync(new Uri(server.Address, page))).PageAsync();
        var form = document.Forms.FirstOrDefault(form => form.GetAttribute("action")?.Split('?')[0] == action) ?? throw new InvalidOperationException($"{page} has no form that goes to {action}.");
        return new(form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (Name: input.Name!, input.Value)).Concat(values).Select(field => KeyValuePair.Create(field.Name, field.Value)));
    }

    /// <summary>The same with a file in the form.</summary>
    public static async Task<HttpResponseMessage> PostFileAsync(this HttpClient client, string page, string action, string fileName, byte[] content, params (string Name, string Value)[] values)
    {
        var document = await client.PageAsync(page);
        var form = document.Forms.FirstOrDefault(form => form.GetAttribute("action") == action && form.Enctype == "multipart/form-data") ?? throw new InvalidOperationException($"{page} has no form for files that goes to {action}.");
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (Name: input.Name!, input.Value)).Where(field => !values.Any(value => value.Name == field.Name)).Concat(values);
        return await client.PostAsync(action, FileForm(fileName, content, [.. fields]));
    }

    /// <summary>A form whose field <c>file</c> holds a file; without a name, as a browser sends it when none was chosen.</summary>
    public static MultipartFormDataContent FileForm(string fileName, byte[] content, params (string Name, string Value)[] values)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in values)
        {
            form.Add(new StringContent(value), name);
        }

        var file = new ByteArrayContent(content);
        if (fileName.Length > 0)
        {
            form.Add(file, "file", fileName);
        }
        else
        {
            file.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"file\"; filename=\"\"");
            form.Add(file);
        }

        return form;
    }

    /// <summary>The value of a header, or "".</summary>
    public static string Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";
}
