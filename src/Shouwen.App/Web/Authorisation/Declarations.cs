using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Web;

/// <summary>Says what a page or route needs of whoever asks. Every route carries one, or is open to all.</summary>
public interface IAccessDeclaration;

/// <summary>The post must have one of these: names of actions or capabilities.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireCapabilityAttribute(params string[] anyOf) : Attribute, IAccessDeclaration, IAuthorizationRequirementData
{
    public IReadOnlyList<string> AnyOf => anyOf;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new CapabilityRequirement(_ => anyOf)];
}

/// <summary>The post must have the action that the address names; an address that names none needs what nobody has.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireActionOfAddressAttribute : Attribute, IAccessDeclaration, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new CapabilityRequirement(Named)];

    private static IReadOnlyList<string> Named(RouteValueDictionary address) => address["actionName"] is string action ? [action]
        : address["kind"] is string word && AggregateKinds.Matter(word) is { } kind ? [ActionCatalogue.Opening(kind).Name] : [];
}

/// <summary>Being signed in is enough: the page is about oneself, about what binds everybody, or shows each only what is theirs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToStaffAttribute : Attribute, IAccessDeclaration;

/// <param name="AnyOf">Of which one is enough, by the values of the address.</param>
public sealed record CapabilityRequirement(Func<RouteValueDictionary, IReadOnlyList<string>> AnyOf) : IAuthorizationRequirement;

internal static class DeclaringRoutes
{
    public static TBuilder RequireCapability<TBuilder>(this TBuilder route, params string[] anyOf) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequireCapabilityAttribute(anyOf));

    public static TBuilder OpenToStaff<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new OpenToStaffAttribute());

    /// <summary>The framework's own routes beside the pages show nothing of ours.</summary>
    public static RazorComponentsEndpointConventionBuilder OpenWhatIsNoPage(this RazorComponentsEndpointConventionBuilder pages)
    {
        pages.Add(endpoint =>
        {
            if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            {
                endpoint.Metadata.Add(new OpenToStaffAttribute());
            }
        });
        return pages;
    }

    /// <summary>What the page needs; empty where being signed in is enough.</summary>
    public static IReadOnlyList<string> NeedsOf<TPage>() => typeof(TPage).GetCustomAttributes(typeof(RequireCapabilityAttribute), inherit: false) is [RequireCapabilityAttribute needs] ? needs.AnyOf : [];
}
