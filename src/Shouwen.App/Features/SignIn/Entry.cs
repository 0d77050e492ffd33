using Shouwen.App.Web;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>Lets in whoever has shown all that is asked for.</summary>
public sealed class Entry(StaffSession session, StaffDirectory directory, Visitors visitors, AccountLog log)
{
    public async Task<SignInAnswer> AdmitAsync(HttpContext context, AccountRow account, Visitor visitor, string means, string? to)
    {
        try
        {
            if (!await session.BeginAsync(context, account, means, await directory.PostsAsync(account, context.RequestAborted)))
            {
                return new(null, "您现在没有岗位，请联系管理员");
            }
        }
        catch (DirectoryUnavailableException)
        {
            return new(null, DirectoryUnavailableException.Sentence);
        }

        visitors.Remember(context, visitor);
        await log.AddAsync(AccountLog.SignedIn, means, account.PersonId, visitor, context.RequestAborted);
        return new(LocalPath.Or(to, "/"), null);
    }
}
