using System.Net;
using System.Text.Json;
using Shouwen.Domain.Actions;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>Every action is sent every property name of every stored row, and words that mean nothing: what is not one of its fields is refused by name, and nothing changes.</summary>
[Claim(43)]
public sealed class MassAssignmentTests
{
    private static readonly string[] Wild = ["__proto__", "constructor", "$type", "isAdmin", "roles", "may", "sees", "entries", "actor", "by", "at", "position", "hash", "clauses", "version", "number", "kind2"];

    [Fact]
    public async Task NamesThatAreNoFields_OnEveryAction_AreRefusedAndChangeNothing()
    {
        await using var host = await TestHost.StartAsync(Database.Sqlite, ("Shouwen:RequestsPerMinute", "1000000"));
        var stored = typeof(ComplaintRow).Assembly.GetTypes().Where(type => type.Namespace == typeof(ComplaintRow).Namespace).SelectMany(type => type.GetProperties()).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        var names = stored.Concat(Wild).Distinct().ToList();
        Assert.True(names.Count > 100, "The stored rows were not found.");
        using var officer = await ApiCaller.AsAsync(host, "complaint-officer@branch-1");
        using var manager = await ApiCaller.AsAsync(host, "branch-officer@branch-1");
        var number = await officer.RegisterAsync();
        var version = await officer.VersionAsync(number);
        var institution = host.House.Institution;
        var tried = 0;

        foreach (var action in ActionCatalogue.OpenTo(AggregateKind.Complaint).Where(action => action.FileField is null).Prepend(ActionCatalogue.Get("register")))
        {
            var caller = institution.May("complaint-officer", action.Name) ? officer : institution.May("branch-officer", action.Name) ? manager : null;
            if (caller is null)
            {
                continue;
            }

            tried++;
            var fields = action.Fields.Concat(ActionCatalogue.Common).Select(field => Camel(field.Name)).ToHashSet();
            var body = names.Where(name => !fields.Contains(name)).ToDictionary(name => name, _ => (object)"x");
            var answer = await caller.PostAsync(action.Name == "register" ? "/api/v1/complaints" : $"/api/v1/complaints/{number}/{action.Name}", body, version);

            Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{action.Name}: {answer.StatusCode}");
            var refused = (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Where(error => error.GetProperty("code").GetString() == "unknown").Select(error => error.GetProperty("path").GetString()).ToHashSet();
            Assert.Equal([], body.Keys.Except(refused.OfType<string>()));
        }

        Assert.True(tried > 40, $"Only {tried} actions were tried.");
        Assert.Equal(version, await officer.VersionAsync(number));
        Assert.Single((await officer.GetAsync("/api/v1/complaints?limit=100")).GetProperty("items").EnumerateArray());
    }

    private static string Camel(string kebab) => string.Concat(kebab.Split('-').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
