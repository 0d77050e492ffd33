using Microsoft.AspNetCore.Http.Extensions;
using Shouwen.App.Web;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Features.SignIn;

/// <summary>What the sign-in page shows around its form.</summary>
public sealed class SignInModel(House house, ShouwenOptions options)
{
    public Institution Institution => house.Institution;

    /// <summary>Empty unless this is a demo.</summary>
    public IReadOnlyList<DemoAccount> DemoAccounts { get; } = options.Demo ? SignIn.DemoAccounts.Of(house.Institution) : [];

    /// <summary>The same page with an account filled in.</summary>
    public string PickPath(string username, string? to)
    {
        var query = new QueryBuilder { { "account", username } };
        if (to is not null)
        {
            query.Add("to", to);
        }

        return StaffSession.SignInPath + query;
    }
}
