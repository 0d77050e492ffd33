using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.SignIn;

public sealed class GuessTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private static readonly byte[] Name = [1, 2, 3];

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Strangers_GuessingForAnHourFromEverywhere_GetTenGuessesTogether(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var guesses = host.Services.GetRequiredService<Guesses>();
        var taken = 0;

        for (var second = 0; second < 3600; second += 20)
        {
            taken += await guesses.TakeAsync("password", new(Name, $"203.0.113.{second % 250}", "", null), TestContext.Current.CancellationToken) is null ? 0 : 1;
            host.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.InRange(taken, 8, 10);
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task GuessesCounted_BeforeTheClockWasSetBackADay_LockNobodyOut(Database kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var guesses = host.Services.GetRequiredService<Guesses>();
        var visitor = new Visitor(Name, "203.0.113.5", "", null);
        async Task<int> TakenOfTenAsync()
        {
            var taken = 0;
            for (var i = 0; i < 10; i++)
            {
                taken += await guesses.TakeAsync("password", visitor, TestContext.Current.CancellationToken) is null ? 0 : 1;
            }

            return taken;
        }

        Assert.Equal(5, await TakenOfTenAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(-10)); // as much as nodes may differ: nothing is given away
        Assert.Equal(0, await TakenOfTenAsync());

        host.Clock.Advance(TimeSpan.FromDays(-1));

        Assert.Equal(5, await TakenOfTenAsync());
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Guesses_SentAtOnceThroughTwoNodes_CountTogether(Database kind)
    {
        var host = hosts[kind];
        var guesses = host.Services.GetRequiredService<Guesses>();
        await using var other = host.Beside();
        var others = other.Services.GetRequiredService<Guesses>();
        var visitor = new Visitor([9, 9], "203.0.113.9", "", null);

        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? guesses : others).TakeAsync("password", visitor, TestContext.Current.CancellationToken)));

        Assert.Equal(5, taken.Count(guess => guess is not null));
    }

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Person_WhoseNameStrangersUsedUp_SignsInWhereSheDidBefore(Database kind)
    {
        var host = hosts[kind];
        using var known = await host.SignInAsync("complaint-officer@branch-1");
        using var stranger = host.CreateClient();
        stranger.DefaultRequestHeaders.Add("X-Test-Address", "203.0.113.7");
        for (var i = 0; i < 6; i++)
        {
            await stranger.PasswordAsync("cheng-xiulan", "wrong");
        }

        var fromStranger = await stranger.PasswordAsync("cheng-xiulan");
        var fromHer = await known.PasswordAsync("cheng-xiulan");

        Assert.Equal("尝试次数过多，请12分钟后再试", await fromStranger.ErrorsAsync());
        Assert.Equal("/", fromHer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task WrongPassword_ForANameThatIsThereAndOneThatIsNot_TakesAsLong()
    {
        const double Slower = 1.3; // without the hash the second would take half as long
        await using var host = await TestHost.StartAsync(Database.Sqlite, (TestHost.HashIterations, "50000"));
        var names = host.House.Institution.Holders.Select(holder => holder.Person.Id).Distinct().Take(25).ToList();
        foreach (var name in names)
        {
            await host.AccountAsync(name);
        }

        var (known, unknown) = (new List<double>(), new List<double>());
        using var client = host.CreateClient();
        foreach (var name in names.Concat(names))
        {
            known.Add(await TimeAsync(client, name));
            unknown.Add(await TimeAsync(client, name + "-x"));
        }

        var (there, not) = (known.Order().ElementAt(known.Count / 2), unknown.Order().ElementAt(unknown.Count / 2));
        TestContext.Current.TestOutputHelper?.WriteLine($"{there:0.0} ms and {not:0.0} ms in the middle of {known.Count}");
        Assert.InRange(there / not, 1 / Slower, Slower);

        static async Task<double> TimeAsync(HttpClient client, string name)
        {
            client.DefaultRequestHeaders.Remove("X-Test-Address");
            client.DefaultRequestHeaders.Add("X-Test-Address", $"203.0.113.{Math.Abs(name.GetHashCode(StringComparison.Ordinal)) % 250}"); // one address may not try many names
            var page = await client.PageAsync("/sign-in");
            var fields = page.QuerySelectorAll("form input[type=hidden]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value)).ToList(); // a hidden field has a name
            using var form = new FormUrlEncodedContent(fields.Append(new("Username", name)).Append(new("Password", "wrong password")));
            var watch = Stopwatch.StartNew();
            (await client.PostAsync("/sign-in", form, TestContext.Current.CancellationToken)).Dispose();
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    [Fact]
    public async Task RightPassword_TypedOften_IsNoGuess()
    {
        using var client = await hosts[Database.Sqlite].SignInAsync("executive@head-office");
        var person = hosts[Database.Sqlite].Actor("executive@head-office").Person;

        for (var i = 0; i < 12; i++)
        {
            Assert.Equal("/", (await client.PasswordAsync(person)).Headers.Location?.ToString());
        }
    }

    [Fact]
    public async Task Address_TryingManyNames_IsStopped()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        var guesses = host.Services.GetRequiredService<Guesses>();

        var taken = 0;
        for (byte name = 0; name < 100; name++)
        {
            taken += await guesses.TakeAsync("password", new([name], "203.0.113.7", "", null), TestContext.Current.CancellationToken) is null ? 0 : 1;
        }

        Assert.Equal(60, taken);
    }

    [Fact]
    public async Task DeviceCookie_OfAnotherPersonOrForged_GivesNoAllowance()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var other = await host.SignInAsync("auditor@head-office");
        await host.AccountAsync("complaint-officer@branch-1");
        for (var i = 0; i < 5; i++)
        {
            await other.PasswordAsync("cheng-xiulan", "wrong");
        }

        var answer = await other.PasswordAsync("cheng-xiulan");

        Assert.Equal("尝试次数过多，请12分钟后再试", await answer.ErrorsAsync());
    }

    [Fact]
    public async Task Sweep_Run_ForgetsFullBucketsAndOldEventsOnly()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite);
        using var client = await host.SignInAsync("complaint-officer@branch-1");
        await client.PasswordAsync("cheng-xiulan", "wrong");
        var sweep = host.Services.GetRequiredService<SignInSweep>();

        await sweep.RunAsync(TestContext.Current.CancellationToken);
        var soon = await CountAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(186));
        await sweep.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 2), soon);
        Assert.Equal((0, 0), await CountAsync(host));
    }

    private static async Task<(int Guesses, int Events)> CountAsync(TestHost host)
    {
        await using var db = host.Database.CreateDbContext();
        return (await db.Guesses.CountAsync(), await db.AccountEvents.CountAsync());
    }
}
