namespace Shouwen.App.Web;

/// <summary>How this server runs: section <c>Shouwen</c> of the configuration (command line, <c>SHOUWEN__</c> variables, appsettings.json).</summary>
public sealed record ShouwenOptions
{
    public const string Section = "Shouwen";
    public const string DefaultUrls = "http://127.0.0.1:5180";

    /// <summary>Folder of the database, attachments and keys; when not given, one of the institution's own.</summary>
    public string? Data { get; init; }

    public string DataFolder => Data ?? Path.Combine("data", Institution);

    /// <summary>Folder of the attachments where it is not <c>attachments</c> in the data folder; several nodes must share one.</summary>
    public string? Attachments { get; init; }

    /// <summary>Folder into which text messages are written, a file each, for whatever sends them; null: they wait.</summary>
    public string? SmsFolder { get; init; }

    /// <summary>The same for mail.</summary>
    public string? MailFolder { get; init; }

    /// <summary>The largest file that may be attached, in MB.</summary>
    public int AttachmentMegabytes { get; init; } = 20;

    public long LargestAttachment => AttachmentMegabytes * 1024L * 1024;

    /// <summary>Folder that holds <c>policies/</c>, <c>institutions/</c> and <c>calendars/</c>; when not given, the working directory if it does, else that of the executable.</summary>
    public string? Root { get; init; }

    public string Institution { get; init; } = "sample-bank";

    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public string Database { get; init; } = "sqlite";

    public string? Connection { get; init; }

    /// <summary>Accounts for trying the product; never on a server that others reach.</summary>
    public bool Demo { get; init; }

    /// <summary>Whether an empty database is filled with a year of invented complaints; when not given, a demo server does.</summary>
    public bool? DemoData { get; init; }

    /// <summary>Fixed demo password, for tests; when not given each run makes its own.</summary>
    public string? DemoPassword { get; init; }

    /// <summary>How many complaints a list may have to be exported without a second person.</summary>
    public int DirectExport { get; init; } = 500;

    /// <summary>The address people use when a proxy stands in front: <c>https://shouwen.bank.example</c>.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Networks (CIDR) of the proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Further names by which this server is called, besides that of <c>PublicUrl</c> and those it listens on; requests for any other are refused.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Names under which staff find their pages; when not given, every one that is not the portal's.</summary>
    public IReadOnlyList<string> StaffHosts { get; init; } = [];

    /// <summary>Names under which the API answers; when not given, every one that is not the portal's.</summary>
    public IReadOnlyList<string> ApiHosts { get; init; } = [];

    /// <summary>Names that customers use; neither staff pages nor the API answer there.</summary>
    public IReadOnlyList<string> PortalHosts { get; init; } = [];

    /// <summary><c>required</c>: nobody works with a password alone; <c>offered</c>: who wants sets one up. When not given, required except in a demo and in development.</summary>
    public string? SecondFactor { get; init; }

    public bool IsSecondFactorRequired { get; private set; }

    /// <summary>A session ends when nothing was asked for so long.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A session ends so long after sign-in, whatever was done.</summary>
    public TimeSpan SessionLimit { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The institution's directory, by which people sign in; null: by passwords of our own.</summary>
    public DirectoryOptions? Directory { get; init; }

    /// <summary>Requests a minute of one signed-in person or one API key.</summary>
    public int RequestsPerMinute { get; init; } = 1200;

    /// <summary>Requests a minute of one address that has not signed in.</summary>
    public int AnonymousRequestsPerMinute { get; init; } = 300;

    /// <summary>Attempts to sign in a minute from one address.</summary>
    public int SignInsPerMinute { get; init; } = 60;

    /// <summary>Searches a minute of one person or API key.</summary>
    public int SearchesPerMinute { get; init; } = 120;

    /// <summary>Forms with files a minute of one person or API key.</summary>
    public int UploadsPerMinute { get; init; } = 60;

    /// <summary>Whether a PostgreSQL that may lose what it has confirmed is put up with; for tests only.</summary>
    public bool UnsafeDatabase { get; init; }

    public bool IsHttps { get; private set; }

    /// <summary>Addresses the server listens on, separated by semicolons.</summary>
    public string Urls { get; private set; } = DefaultUrls;

    /// <summary>Whether others than this machine reach the server.</summary>
    public bool IsExposed => PublicUrl is not null || Urls.Split(';').Any(url => !IsLoopback(url));

    /// <summary>Set in an exercise room only; no configuration does.</summary>
    internal Exercise? Exercise { get; private init; }

    public static ShouwenOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<ShouwenOptions>() ?? new();
        var addresses = $"{options.PublicUrl};{configuration["urls"]}";
        options.IsHttps = addresses.Contains("https://", StringComparison.OrdinalIgnoreCase);
        options.IsSecondFactorRequired = options.SecondFactor is null
            ? !options.Demo && !string.Equals(configuration["environment"], Environments.Development, StringComparison.OrdinalIgnoreCase)
            : options.SecondFactor == "required";
        options.Urls = configuration["urls"] ?? DefaultUrls;
        options.Check();
        return options;
    }

    /// <summary>Under https a name that browsers accept from this host only, and only over https. That of an exercise room is another than that of the real house.</summary>
    public string CookieName(string name) => (IsHttps ? "__Host-" : "") + name + (Exercise is null ? "" : "-exercise");

    /// <summary>Those of an exercise room: everything is kept in its own folder, and nothing leaves it.</summary>
    internal ShouwenOptions ForExercise(Exercise exercise, string folder) =>
        this with { Exercise = exercise, Data = folder, Database = "sqlite", Connection = null, Attachments = null, SmsFolder = null, MailFolder = null, Directory = null, Demo = false, DemoData = false };

    /// <summary>Not what it holds: there are secrets among it.</summary>
    public override string ToString() => nameof(ShouwenOptions);

    private void Check()
    {
        if (Database is not ("sqlite" or "postgresql"))
        {
            throw new StartRefusedException($"--database 应为 sqlite 或 postgresql，不能是 {Database}");
        }

        if (Database == "postgresql" && string.IsNullOrWhiteSpace(Connection))
        {
            throw new StartRefusedException("使用 PostgreSQL 须写明 --connection，如 \"Host=db;Database=shouwen;Username=shouwen\"");
        }

        if (SecondFactor is not (null or "required" or "offered"))
        {
            throw new StartRefusedException($"Shouwen:SecondFactor 应为 required 或 offered，不能是 {SecondFactor}");
        }

        if (IdleLimit < TimeSpan.FromMinutes(1) || SessionLimit < IdleLimit || SessionLimit > TimeSpan.FromHours(24))
        {
            throw new StartRefusedException($"Shouwen:IdleLimit（现为 {IdleLimit}）至少 1 分钟，Shouwen:SessionLimit（现为 {SessionLimit}）不短于它，最长 24 小时");
        }

        Directory?.Check();
        if (AttachmentMegabytes is < 1 or > 1024)
        {
            throw new StartRefusedException($"Shouwen:AttachmentMegabytes 应为 1 到 1024（MB），不能是 {AttachmentMegabytes}");
        }

        if (Attachments is { } shared && !System.IO.Directory.Exists(shared))
        {
            throw new StartRefusedException($"Shouwen:Attachments 写明的附件文件夹 {shared} 不存在。共享文件夹请先挂载，新的请先建好");
        }

        if (new[] { SmsFolder, MailFolder }.OfType<string>().FirstOrDefault(folder => !System.IO.Directory.Exists(folder)) is { } missing)
        {
            throw new StartRefusedException($"Shouwen:SmsFolder 或 Shouwen:MailFolder 写明的文件夹 {missing} 不存在，请先建好，并让发送程序读得到");
        }

        if (Proxies.FirstOrDefault(network => !System.Net.IPNetwork.TryParse(network, out _)) is { } wrong)
        {
            throw new StartRefusedException($"Shouwen:Proxies 里的 {wrong} 不是网段，写法如 10.0.0.0/24");
        }

        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            throw new StartRefusedException($"Shouwen:PublicUrl 应为完整地址，如 https://shouwen.bank.example，不能是 {PublicUrl}");
        }

        if (Demo && IsExposed)
        {
            throw new StartRefusedException($"演示账号只供本机试用，而别的机器能访问这台服务器（--urls {Urls}，Shouwen:PublicUrl {PublicUrl ?? "未设"}）。请只监听 127.0.0.1，或去掉 --demo");
        }
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;
}

/// <summary>Which drill a room is for.</summary>
/// <param name="Number">Of the drill on the real server.</param>
/// <param name="Title">Of its scenario.</param>
internal sealed record Exercise(string Number, string Title);
