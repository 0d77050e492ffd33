using System.DirectoryServices.Protocols;
using System.Net;
using System.Text;
using Shouwen.App.Web;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>The directory does not answer, or not us.</summary>
public sealed class DirectoryUnavailableException(string message, Exception cause) : Exception(message, cause)
{
    public const string Sentence = "统一账号系统暂时连不上，请稍后再试";
}

/// <summary>The institution's LDAP directory: whether a password is right there, and which posts its groups leave to a person.</summary>
public sealed partial class StaffDirectory(ShouwenOptions options, ILogger<StaffDirectory> log)
{
    private const int WrongPassword = 49;
    private const int ConstraintViolation = 19; // locked there
    private const int AnonymousRefused = 48;
    private const int Unwilling = 53; // expired there
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public bool IsUsed => options.Directory is not null;

    /// <summary>Whether the directory has exactly one such person, and lets it in with this password.</summary>
    /// <exception cref="DirectoryUnavailableException"/>
    public async Task<bool> CheckAsync(string username, string password, CancellationToken cancellationToken)
    {
        if (options.Directory is not { } directory || string.IsNullOrWhiteSpace(password) || string.IsNullOrWhiteSpace(username))
        {
            return false; // a bind without a password would succeed as nobody
        }

        return await AskAsync(() =>
        {
            var found = Find(directory, username);
            using var connection = Connect(directory);
            return IsBound(connection, found ?? $"cn=nobody,{directory.BaseDn}", password) && found is not null; // asked either way: takes as long
        }, cancellationToken);
    }

    /// <summary>The posts (<c>post@unit</c>) that the groups leave to a person of the directory; null when nothing narrows them. Whoever is gone from the directory has none.</summary>
    /// <exception cref="DirectoryUnavailableException"/>
    public async Task<IReadOnlyCollection<string>?> PostsAsync(AccountRow account, CancellationToken cancellationToken)
    {
        if (options.Directory is not { } directory || account.PasswordHash.Length > 0)
        {
            return null;
        }

        return await AskAsync(() => Find(directory, account.Username) is not { } person ? [] : directory.GroupPosts.Count == 0 ? null : PostsOf(directory, person), cancellationToken);
    }

    /// <summary>A value as it may stand in a filter (RFC 4515).</summary>
    public static string Escape(string value)
    {
        var text = new StringBuilder();
        foreach (var sign in value)
        {
            text.Append(sign is '\\' or '*' or '(' or ')' or '\0' ? $"\\{(int)sign:x2}" : sign.ToString());
        }

        return text.ToString();
    }

    private async Task<T> AskAsync<T>(Func<T> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(ask, cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception failure) when (failure is DirectoryException or TimeoutException)
        {
            LogFailure(failure);
            throw new DirectoryUnavailableException("The directory did not answer: " + failure.Message, failure);
        }
    }

    private static LdapConnection Connect(DirectoryOptions directory)
    {
        var connection = new LdapConnection(new LdapDirectoryIdentifier(directory.Address.Host, directory.Address.IsDefaultPort && directory.IsTls ? 636 : directory.Address.Port)) { AuthType = AuthType.Basic, Timeout = Patience };
        var session = connection.SessionOptions;
        session.ProtocolVersion = 3;
        session.ReferralChasing = ReferralChasingOptions.None;
        session.SecureSocketLayer = directory.IsTls;
        if (directory is { IsTls: false, StartTls: true })
        {
            ConnectWithoutSecrets(connection);
            session.StartTransportLayerSecurity(null);
        }

        return connection;
    }

    // On Linux StartTLS needs a connection, and only a bind makes one (dotnet/runtime#96988). Nobody's name is in it, and it need not be granted.
    private static void ConnectWithoutSecrets(LdapConnection connection)
    {
        connection.AuthType = AuthType.Anonymous;
        try
        {
            connection.Bind();
        }
        catch (LdapException refused) when (refused.ErrorCode == AnonymousRefused)
        {
        }

        connection.AuthType = AuthType.Basic;
    }

    private static bool IsBound(LdapConnection connection, string dn, string password)
    {
        try
        {
            connection.Bind(new NetworkCredential(dn, password));
            return true;
        }
        catch (LdapException refused) when (refused.ErrorCode is WrongPassword or ConstraintViolation or Unwilling)
        {
            return false;
        }
    }

    private static LdapConnection ConnectAsService(DirectoryOptions directory)
    {
        var connection = Connect(directory);
        connection.Bind(new NetworkCredential(directory.BindDn, File.ReadAllText(directory.BindPasswordFile).TrimEnd('\r', '\n')));
        return connection;
    }

    private static string? Find(DirectoryOptions directory, string username)
    {
        using var connection = ConnectAsService(directory);
        return Search(connection, directory, directory.UserFilter.Replace("{0}", Escape(username), StringComparison.Ordinal)) is [var only] ? only : null;
    }

    private static IReadOnlyCollection<string> PostsOf(DirectoryOptions directory, string person)
    {
        using var connection = ConnectAsService(directory);
        var groups = Search(connection, directory, $"(|(member={Escape(person)})(uniqueMember={Escape(person)}))");
        return [.. directory.GroupPosts.Where(pair => groups.Contains(pair.Group, StringComparer.OrdinalIgnoreCase)).Select(pair => pair.Post)];
    }

    private static List<string> Search(LdapConnection connection, DirectoryOptions directory, string filter)
    {
        var answer = (SearchResponse)connection.SendRequest(new SearchRequest(directory.BaseDn, filter, SearchScope.Subtree, "1.1")); // names only
        return [.. answer.Entries.Cast<SearchResultEntry>().Select(entry => entry.DistinguishedName)];
    }

    [LoggerMessage(LogLevel.Error, "The directory did not answer; people of the directory cannot sign in.")]
    private partial void LogFailure(Exception failure);
}
