using System.Globalization;
using System.Security.Claims;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Web;

/// <summary>What a signed-in person's cookie, or an API key, says about who acts.</summary>
internal static class ActorClaims
{
    public const string Person = "person";

    /// <summary><c>complaint-officer@branch-1</c>: the post the person acts in now.</summary>
    public const string Post = "post";

    /// <summary>The account's security stamp; when the account's changes, the session ends.</summary>
    public const string Stamp = "stamp";

    /// <summary>When the person signed in, Unix seconds.</summary>
    public const string Since = "since";

    /// <summary>When the person last proved who it is, Unix seconds: sensitive acts want that to be recent.</summary>
    public const string Proved = "proved";

    /// <summary>By which means the person signed in, words between spaces: <c>password totp</c>.</summary>
    public const string Means = "means";

    /// <summary>The only posts that the person may act in, words between spaces; absent where no directory narrows them.</summary>
    public const string Posts = "posts";

    /// <summary>Present while the person must choose a password before anything else.</summary>
    public const string MustChangePassword = "must-change-password";

    /// <summary>Id of the API key.</summary>
    public const string Key = "key";

    /// <summary>A word the API key may do: <c>complaints:read</c>.</summary>
    public const string Scope = "scope";

    /// <summary>The only channel of an API key that belongs to a channel's system.</summary>
    public const string Channel = "channel";

    public static string TextOf(Assignment post) => $"{post.Post}@{post.Unit}";

    /// <summary>The person and post that the claims name, if the person holds it, or stands in for whoever does, at the moment.</summary>
    public static (Person Person, Assignment Post)? Find(ClaimsPrincipal user, Institution institution, DateTimeOffset at)
    {
        if (institution.Person(user.FindFirstValue(Person)) is not { } person)
        {
            return null;
        }

        var named = user.FindFirstValue(Post);
        return institution.PostsOf(person.Id, at).FirstOrDefault(post => TextOf(post) == named && Allows(user, post)) is { } held ? (person, held) : null;
    }

    /// <summary>Whether the directory lets the person act in that post.</summary>
    public static bool Allows(ClaimsPrincipal user, Assignment post) => user.FindFirstValue(Posts)?.Split(' ').Contains(TextOf(post)) != false;

    public static DateTimeOffset? SinceOf(ClaimsPrincipal user) => MomentOf(user, Since);

    public static DateTimeOffset? ProvedOf(ClaimsPrincipal user) => MomentOf(user, Proved);

    private static DateTimeOffset? MomentOf(ClaimsPrincipal user, string claim) =>
        long.TryParse(user.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
