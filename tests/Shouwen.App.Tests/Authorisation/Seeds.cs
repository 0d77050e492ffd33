using Microsoft.Extensions.DependencyInjection;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Authorisation;

/// <summary>For each role a complaint in every relation to who stands for it; where a relation cannot be, such as below an outlet, there is none.</summary>
internal static class Seeds
{
    public const string None = "TS000000000000";

    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(TestHost host, Role role)
    {
        var institution = host.House.Institution;
        var me = host.Actor(role.Who);
        var found = new Dictionary<string, string> { ["none"] = None };
        async Task AddAsync(string relation, string? unit, params (string Name, Raw Value)[] more)
        {
            if (unit is not null && await RegisterAsync(host, ColleagueAt(institution, unit, me), more) is { } number)
            {
                found[relation] = number;
            }
        }

        if (institution.May(me.Post, "register") && role.Channel is null)
        {
            found["own"] = await RegisterAsync(host, me) ?? throw new InvalidOperationException($"{role.Who} could not register.");
            await DoAsync(host, found["own"], me, "hand-over", ("to", Text("sub-branch-2-2")));
        }

        await AddAsync("assigned", "sub-branch-2-1");
        await DoAsync(host, found["assigned"], host.Actor("complaint-officer@head-office"), "assign", ("to", Text(me.Person)));
        await AddAsync("same unit", me.Unit);
        await AddAsync("descendant", institution.Units.Where(unit => unit.Parent == me.Unit && unit.Kind is "branch" or "sub-branch").Select(unit => unit.Id).FirstOrDefault(unit => institution.IsAtOrAbove(me.Unit, unit)));
        await AddAsync("sibling", institution.Unit(me.Unit)!.Parent is { } parent ? institution.Units.First(unit => unit.Parent == parent && unit.Id != me.Unit).Id : null);
        await AddAsync("ancestor", institution.Unit(me.Unit)!.Parent, ("about", Map(("unit", Text(institution.Unit(me.Unit)!.Parent ?? me.Unit)))));
        await AddAsync("other branch", "sub-branch-2-1");
        await AddAsync("recused", me.Unit);
        await DoAsync(host, found["recused"], host.Actor("complaint-officer@head-office"), "recuse", ("person", Text(me.Person)), ("reason", Text("亲属")));
        await AddAsync("complained about", me.Unit, ("about", Map(("unit", Text(me.Unit)), ("person", Text(me.Person)))));
        await AddAsync("confidential", "customer-service", ("kind", Text("employee-complaint")), ("about", Map(("unit", Text(me.Unit)))));
        return found;
    }

    /// <summary>The number, or null where it was refused.</summary>
    public static async Task<string?> RegisterAsync(TestHost host, Actor by, params (string Name, Raw Value)[] more)
    {
        (string Name, Raw Value)[] usual =
        [
            ("channel", Text("counter")), ("summary", Text("排队两个小时无人叫号")), ("complainants", new RawList([Map(("name", Text("王小明")), ("phone", Text("13800138000")))], default)),
            ("severity", Text("minor")), ("category", Text("service-flow")), ("occurred-at", Text("2026-03-02 09:00")),
        ];
        return await host.Services.GetRequiredService<ComplaintHandler>().HandleAsync(new("register", Map([.. usual.ExceptBy(more.Select(field => field.Name), field => field.Name), .. more]), by), CancellationToken.None) is Done done ? done.Number : null;
    }

    public static async Task<bool> DoAsync(TestHost host, string number, Actor by, string action, params (string Name, Raw Value)[] fields) =>
        await host.Services.GetRequiredService<ComplaintHandler>().HandleAsync(new(action, Map(fields), by) { Number = number }, CancellationToken.None) is Done;

    public static RawScalar Text(string text) => new(text, true, default);

    public static RawMap Map(params (string Name, Raw Value)[] values) => new(values.ToDictionary(pair => pair.Name, pair => pair.Value), new Dictionary<string, Position>(), default);

    private static Actor ColleagueAt(Institution institution, string unit, Actor me) =>
        institution.Holders.Where(holder => holder.Post.Unit == unit && holder.Person.Id != me.Person && institution.May(holder.Post.Post, "register")).Select(holder => Institution.ActorOf(holder.Person, holder.Post)).First();
}
