using Shouwen.Domain.Journal;

namespace Shouwen.App.Features.Organisations;

/// <summary>Addresses of the pages about units, people and posts.</summary>
public static class OrganisationLinks
{
    public const string Home = "/organisation";
    public const string People = "/organisation/people";
    public const string Delegates = "/organisation/delegates";
    public const string Import = "/organisation/import";
    public const string Export = "/organisation/export";
    public const string ExportUnits = Export + "?list=units";
    public const string Template = "/organisation/template";

    /// <summary>The journal; the forms of its actions lie below it.</summary>
    public const string Changes = "/organisation/changes";
    public const string Rosters = "/rosters";

    public static string Unit(string unit) => $"{Home}?unit={Uri.EscapeDataString(unit)}";

    public static string Person(string person) => $"{People}/{Uri.EscapeDataString(person)}";

    /// <summary>Opening and resetting a person's sign-in.</summary>
    public static string SignIn(string person) => $"{Person(person)}/sign-in";

    /// <summary>The form of a change, with some of its fields filled in.</summary>
    public static string Change(string action, params (string Field, string Value)[] given) =>
        $"{Changes}/{action}{(given.Length == 0 ? "" : "?" + string.Join('&', given.Select(pair => $"{pair.Field}={Uri.EscapeDataString(pair.Value)}")))}";

    /// <summary>Where one looks at what a change is about: the messages, the person, else the unit.</summary>
    public static string About(Fields data) => data.Has("message") ? Outbox.OutboxView.Path : data.Text("person") is { } person ? Person(person) : data.Text("id") is { } id && data.Has("post") ? Person(id)
        : data.Text("unit") is { } unit ? Unit(unit) : data.Text("id") is { } opened ? Unit(opened) : Home;
}
