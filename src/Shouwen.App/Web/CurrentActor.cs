using System.Security.Claims;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage;

namespace Shouwen.App.Web;

/// <summary>Who makes the present request, and in which post. Pages behind sign-in and API routes always have one.</summary>
public sealed class CurrentActor(IHttpContextAccessor accessor, House house, TimeProvider clock)
{
    private (Person Person, Assignment Post)? found;

    public Institution Institution => house.Institution;

    /// <summary>The posts the person may switch to: other own ones, and those of whom he or she stands in for now.</summary>
    public IEnumerable<Assignment> OtherPosts => Institution.PostsOf(Person.Id, clock.GetUtcNow()).Where(post => post != Post && ActorClaims.Allows(User, post));

    public bool IsKnown => TryFind() is not null;

    public Person Person => Found.Person;

    /// <summary>The post in which the person acts now.</summary>
    public Assignment Post => Found.Post;

    public Actor Actor => Institution.ActorOf(Found.Person, Found.Post);

    /// <summary>投诉专员 · 临江分行</summary>
    public string PostLabel => LabelOf(Post);

    /// <summary>Whose one-time keys these are: the API key, else the person.</summary>
    public string Caller => User.FindFirstValue(ActorClaims.Key) is { } key ? $"key:{key}" : Person.Id;

    /// <summary>The only channel that this caller has to do with: an API key of a channel's own system; null for people.</summary>
    public string? Channel => User.FindFirstValue(ActorClaims.Channel);

    /// <summary>Whether the post does this action or has this capability, and a channel's own system ever does.</summary>
    public bool May(string word) => IsKnown && Institution.May(Post.Post, word) && (Channel is null || Capability.OfChannels.Contains(word));

    private ClaimsPrincipal User => accessor.HttpContext?.User ?? throw new InvalidOperationException("Nobody acts outside a request.");

    private (Person Person, Assignment Post) Found => TryFind() ?? throw new InvalidOperationException("Nobody has signed in.");

    public string LabelOf(Assignment post) => Institution.LabelOf(Person, post);

    private (Person Person, Assignment Post)? TryFind() => found ??= ActorClaims.Find(User, Institution, clock.GetUtcNow());
}
