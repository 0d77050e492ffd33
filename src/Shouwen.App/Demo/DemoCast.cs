using Shouwen.Domain.Institutions;

namespace Shouwen.App.Demo;

/// <summary>Who acts on a demo complaint, as <c>post@unit</c>; null where the institution has nobody there, and whoever is entitled acts.</summary>
internal sealed class DemoCast(Institution institution, OrgUnit outlet)
{
    private static readonly string[] FirstContacts = ["teller", "hotline-agent", "lobby-manager", "complaint-officer"];

    public string? Officer => At("complaint-officer", outlet.Id);

    public string? Head => At("unit-head", outlet.Id);

    public string? Compliance => At("compliance-officer", outlet.Parent ?? outlet.Id);

    public string? GroupLeader => At("group-leader", outlet.Parent ?? outlet.Id);

    public string? Teller => At("teller", outlet.Id);

    public string? Hotline => At("hotline-agent", "hotline");

    public string? Registrar(string channel) => channel switch
    {
        "hotline" => Hotline,
        "counter" or "opinion-book" or "opinion-box" => At("teller", outlet.Id),
        "regulator" => At("complaint-officer", "customer-service"),
        _ => At("lobby-manager", outlet.Id),
    } ?? FirstContacts.Select(post => At(post, outlet.Id)).FirstOrDefault(found => found is not null) ?? Anywhere("hotline-agent");

    /// <summary>Whether both are the same person.</summary>
    public bool IsSame(string? one, string? other) => one is not null && other is not null && institution.Resolve(one)?.Person == institution.Resolve(other)?.Person;

    private string? At(string post, string unit) => institution.Resolve($"{post}@{unit}") is null ? null : $"{post}@{unit}";

    private string? Anywhere(string post) => institution.Holders.FirstOrDefault(holder => holder.Post.Post == post) is { Person: not null } found ? $"{post}@{found.Post.Unit}" : null;
}
