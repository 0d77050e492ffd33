using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Shouwen.App.Features.SignIn;
using Shouwen.Testing;

namespace Shouwen.App.Tests.SignIn;

/// <summary>What people do while they sign in, as a browser without scripts does it.</summary>
internal static partial class SignInSteps
{
    public const string Password = "correct horse battery";

    public static Task<HttpResponseMessage> PasswordAsync(this HttpClient client, string username, string password = Password) =>
        client.PostFormAsync("/sign-in", "/sign-in", ("Username", username), ("Password", password));

    public static Task<HttpResponseMessage> CodeAsync(this HttpClient client, string code) => client.PostNamedAsync("/sign-in/second", "code", ("Code", code));

    /// <summary>Sends the form of a page that has this name, with its hidden fields and these values.</summary>
    public static async Task<HttpResponseMessage> PostNamedAsync(this HttpClient client, string page, string name, params (string Name, string Value)[] values) =>
        await client.PostNamedAsync(page, await client.PageAsync(page), name, values);

    public static async Task<HttpResponseMessage> PostNamedAsync(this HttpClient client, string path, IHtmlDocument document, string name, params (string Name, string Value)[] values)
    {
        var form = document.Forms.FirstOrDefault(form => form.QuerySelector<IHtmlInputElement>("input[name=_handler]")?.Value == name) ?? throw new InvalidOperationException($"There is no form {name}.");
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (Name: input.Name!, input.Value)).Where(field => !values.Any(value => value.Name == field.Name)).Concat(values);
        return await client.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
    }

    /// <summary>Posts to a path with the token of any form of the page, whether or not the page offers that.</summary>
    public static async Task<HttpResponseMessage> PostWithTokenAsync(this HttpClient client, string page, string path, params (string Name, string Value)[] values)
    {
        var token = (await client.PageAsync(page)).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        return await client.PostAsync(path, new FormUrlEncodedContent(values.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    /// <summary>Adds an authenticator app; gives its secret and the recovery codes.</summary>
    public static async Task<(byte[] Secret, IReadOnlyList<string> Codes)> AddAppAsync(this HttpClient client, TestHost host)
    {
        var page = await client.PageAsync("/account/app");
        var secret = Base32Bytes(page.QuerySelector(".sw-secret code")!.TextContent);
        var answer = await client.PostNamedAsync("/account/app", page, "app", ("Code", CodeOf(secret, host)));
        var codes = (await answer.PageAsync()).QuerySelectorAll(".sw-codes code").Select(code => code.TextContent).ToList();
        host.Clock.Advance(TimeSpan.FromSeconds(30)); // that code is used
        return (secret, codes);
    }

    public static string CodeOf(byte[] secret, TestHost host) => Totp.CodeOf(secret, Totp.StepAt(host.Clock.Now));

    public static async Task<string> ErrorsAsync(this HttpResponseMessage answer) => Spaces().Replace((await answer.PageAsync()).QuerySelector("#errors li")?.TextContent ?? "", "");

    public static async Task<bool> IsInAsync(this HttpClient client) => (await client.GetAsync("/no-such-page")).StatusCode == HttpStatusCode.NotFound;

    private static byte[] Base32Bytes(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Where(sign => sign != ' ').Select(sign => Convert.ToString(alphabet.IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(bits => bits.Length == 8).Select(bits => Convert.ToByte(new string(bits), 2))];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
