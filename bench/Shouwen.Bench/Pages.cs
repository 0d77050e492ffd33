using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Api;
using Shouwen.App.Features.SignIn;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>What people of the bank open all day, on a database of a size: time from request to the last byte, one after the other.</summary>
internal static class Pages
{
    private const int Warm = 5, Times = 25;
    private const string Password = "correct horse battery";

    private static readonly (string Name, string Who)[] Readers = [("teller", "teller@sub-branch-1-1"), ("branch officer", "complaint-officer@branch-1"), ("head office", "complaint-officer@customer-service")];

    /// <summary>Two- and four-character words: some that many complaints have, some that hardly any has.</summary>
    private static readonly (string Name, string Words)[] Searches = [("a frequent word of 2", "客户"), ("a rare word of 2", "枫棠"), ("a frequent word of 4", "理财产品"), ("a rare word of 4", "莲棠巷7")];

    public static async Task MeasureAsync(TestDatabase database, Workshop workshop, int complaints, Findings findings, CancellationToken cancellation)
    {
        var begun = Stopwatch.StartNew();
        await using var server = await ServerProcess.StartAsync([.. ServerProcess.StoreOf(database), "--Shouwen:SecondFactor=offered"], cancellation);
        await TimeAsync(new() { BaseAddress = server.Address }, "/sign-in", cancellation);
        findings.Add(new($"{database.Kind}", complaints, "start to first page", begun.Elapsed.TotalMilliseconds, "ms"));
        findings.Add(new($"{database.Kind}", complaints, "server's memory at rest", server.ResidentBytes / 1048576.0, "MiB"));
        foreach (var (name, who) in Readers)
        {
            using var client = await SignInAsync(server, workshop, who, cancellation);
            var number = await OneOfAsync(workshop, who, cancellation);
            foreach (var (page, path) in new[] { ("worklist", "/"), ("list", "/complaints"), ("filtered list", "/complaints?stage=closed&channel=counter&sort=newest"), ("case", $"/complaints/{number}"), ("API read", $"/api/v1/complaints/{number}") })
            {
                findings.Add(new($"{database.Kind}", complaints, $"{page}, {name}", await MedianAsync(client, path, cancellation), "ms"));
            }

            foreach (var (kind, words) in Searches)
            {
                findings.Add(new($"{database.Kind}", complaints, $"search for {kind}, {name}", await MedianAsync(client, $"/complaints?q={Uri.EscapeDataString(words)}", cancellation), "ms"));
            }
        }

        findings.Add(new($"{database.Kind}", complaints, "server's memory after these pages", server.ResidentBytes / 1048576.0, "MiB"));
    }

    private static async Task<HttpClient> SignInAsync(ServerProcess server, Workshop workshop, string who, CancellationToken cancellation)
    {
        var actor = workshop.House.Institution.Resolve(who)!; // the sample bank has them
        await workshop.Get<Accounts>().SetPasswordAsync(actor.Person, actor.Person, Password, mustChange: false, cancellation);
        var key = await workshop.Get<ApiKeys>().AddAsync("bench", ApiKeys.ActsAs(workshop.House.Institution.Person(actor.Person)!, new Assignment(actor.Post, actor.Unit)), ["complaints:read"], null, null, cancellation);
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = server.Address };
        using var form = await client.FormAsync(server, "/sign-in", "/sign-in", ("Username", actor.Person), ("Password", Password));
        using var answer = await client.PostAsync(new Uri(server.Address, "/sign-in"), form, cancellation);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return (int)answer.StatusCode == 302 ? client : throw new InvalidOperationException($"{who} could not sign in: {answer.StatusCode}");
    }

    // Something in the middle of what lies in the person's unit.
    private static async Task<string> OneOfAsync(Workshop workshop, string who, CancellationToken cancellation)
    {
        await using var context = await workshop.Get<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        var actor = workshop.House.Institution.Resolve(who)!;
        return await context.Complaints.Where(row => row.FirstContact == actor.Person || row.ResponsiblePerson == actor.Person).OrderByDescending(row => row.ReceivedAt).Select(row => row.Number).FirstOrDefaultAsync(cancellation)
            ?? await context.Complaints.OrderByDescending(row => row.ReceivedAt).Where(row => row.AboutUnit!.StartsWith("sub-branch-1")).Select(row => row.Number).FirstAsync(cancellation);
    }

    private static async Task<double> MedianAsync(HttpClient client, string path, CancellationToken cancellation)
    {
        var times = new List<double>();
        for (var i = 0; i < Warm + Times; i++)
        {
            times.Add(await TimeAsync(client, path, cancellation));
        }

        return times.Skip(Warm).Order().ElementAt(Times / 2);
    }

    private static async Task<double> TimeAsync(HttpClient client, string path, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        await answer.Content.ReadAsByteArrayAsync(cancellation);
        return answer.IsSuccessStatusCode ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{path}: {answer.StatusCode} {answer.Headers.Location}");
    }
}
