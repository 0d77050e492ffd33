namespace Shouwen.App.Web;

/// <summary>The institution's LDAP directory: section <c>Shouwen:Directory</c>.</summary>
public sealed class DirectoryOptions
{
    /// <summary><c>ldaps://ad.bank.example</c>, or <c>ldap://…</c> with StartTLS; its certificate must be one that this machine's OpenLDAP library trusts.</summary>
    public string Url { get; init; } = "";

    /// <summary>Where people and groups are: <c>dc=bank,dc=example</c>.</summary>
    public string BaseDn { get; init; } = "";

    /// <summary>The account that looks people up.</summary>
    public string BindDn { get; init; } = "";

    public string BindPasswordFile { get; init; } = "";

    /// <summary><c>{0}</c> stands for the name that was typed; <c>(sAMAccountName={0})</c> in Active Directory.</summary>
    public string UserFilter { get; init; } = "(uid={0})";

    public bool StartTls { get; init; } = true;

    /// <summary>Which post (<c>post@unit</c>) each group's members may act in, of those they hold; empty: all they hold.</summary>
    public IReadOnlyList<GroupPost> GroupPosts { get; init; } = [];

    public bool IsTls => Address.Scheme == "ldaps";

    public Uri Address => new(Url);

    /// <exception cref="StartRefusedException">Something is missing, or passwords would go over the network in the clear.</exception>
    public void Check()
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("ldap" or "ldaps"))
        {
            throw new StartRefusedException($"Shouwen:Directory:Url 应如 ldaps://ad.bank.example，不能是 {Url}");
        }

        if (!IsTls && !StartTls && !address.IsLoopback)
        {
            throw new StartRefusedException($"Shouwen:Directory 会把密码明文送到 {Url}。请用 ldaps://，或保留 StartTls");
        }

        if (BaseDn.Length == 0 || BindDn.Length == 0 || !UserFilter.Contains("{0}", StringComparison.Ordinal))
        {
            throw new StartRefusedException("Shouwen:Directory 须写明 BaseDn、BindDn，UserFilter 里要有 {0}");
        }

        if (!File.Exists(BindPasswordFile) || string.IsNullOrWhiteSpace(File.ReadAllText(BindPasswordFile)))
        {
            throw new StartRefusedException($"Shouwen:Directory:BindPasswordFile 指明的文件 {BindPasswordFile} 不存在或是空的");
        }

        if (GroupPosts.FirstOrDefault(pair => pair.Group.Length == 0 || pair.Post.Split('@') is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong)
        {
            throw new StartRefusedException($"Shouwen:Directory:GroupPosts 里的 {wrong.Group} → {wrong.Post} 不对：Group 写组的全名（DN），Post 写作 岗位@单位，如 complaint-officer@branch-1");
        }
    }
}

/// <summary>Members of the group may act in the post.</summary>
public sealed class GroupPost
{
    /// <summary><c>cn=complaint officers,ou=groups,dc=bank,dc=example</c></summary>
    public string Group { get; init; } = "";

    /// <summary><c>complaint-officer@branch-1</c></summary>
    public string Post { get; init; } = "";
}
