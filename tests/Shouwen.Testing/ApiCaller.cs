using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Api;
using Shouwen.Domain.Institutions;

namespace Shouwen.Testing;

/// <summary>Another system that calls the API with a key of its own.</summary>
public sealed class ApiCaller(HttpClient client) : IDisposable
{
    private const string Root = "/api/v1/complaints";

    public HttpClient Client => client;

    /// <param name="who">In whose name: <c>post@unit</c>.</param>
    public static async Task<ApiCaller> AsAsync(TestHost host, string who, string? channel = null, params string[] scopes)
    {
        var actor = host.Actor(who);
        var person = host.House.Institution.Person(actor.Person)!; // the actor is one of ours
        var key = await host.Services.GetRequiredService<ApiKeys>().AddAsync(who, ApiKeys.ActsAs(person, new Assignment(actor.Post, actor.Unit)), scopes.Length > 0 ? scopes : ["complaints:read", "complaints:write"], channel, null, CancellationToken.None);
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new(client);
    }

    /// <summary>Registers a complaint and gives its number.</summary>
    public async Task<string> RegisterAsync(params (string Name, object Value)[] changes)
    {
        var answer = await PostAsync(Root, A.Complaint(changes));
        var body = await answer.JsonAsync();
        return answer.IsSuccessStatusCode ? body.GetProperty("number").GetString()! : throw new InvalidOperationException(body.ToString());
    }

    /// <summary>Does an action on the version that is there now; fails the test unless it is done.</summary>
    public async Task<JsonElement> DoAsync(string number, string action, params (string Name, object Value)[] fields)
    {
        var answer = await TryAsync(number, action, fields);
        var body = await answer.JsonAsync();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{action}: {body}");
    }

    public async Task<HttpResponseMessage> TryAsync(string number, string action, params (string Name, object Value)[] fields) =>
        await PostAsync($"{Root}/{number}/{action}", fields.ToDictionary(field => field.Name, field => field.Value), await VersionAsync(number));

    public async Task<string?> VersionAsync(string number) => (await client.GetAsync($"{Root}/{number}")).Headers.ETag?.Tag;

    public Task<HttpResponseMessage> PostAsync(string path, object body, string? version = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", version);
        }

        return client.SendAsync(request);
    }

    public async Task<JsonElement> GetAsync(string path) => await (await client.GetAsync(path)).JsonAsync();

    public void Dispose() => client.Dispose();
}

/// <summary>Things to test with, valid unless told otherwise.</summary>
public static class A
{
    /// <summary>A registration as JSON; changes replace or add fields.</summary>
    public static Dictionary<string, object> Complaint(params (string Name, object Value)[] changes)
    {
        var body = new Dictionary<string, object>
        {
            ["channel"] = "counter",
            ["summary"] = "排队两个小时无人叫号",
            ["complainants"] = new[] { new { name = "王小明", phone = "13800138000" } },
            ["occurredAt"] = "2026-03-01T15:00:00+08:00",
            ["category"] = "service-flow",
            ["severity"] = "minor",
        };
        foreach (var (name, value) in changes)
        {
            body[name] = value;
        }

        return body;
    }
}

public static class JsonAnswers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
