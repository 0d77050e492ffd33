using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Policies;
using Shouwen.Policies;
using Shouwen.Storage;

namespace Shouwen.App.Web;

/// <summary>The institution, the policies it adopts and the holidays, read once at start. A server with a mistake in its rules does not start.</summary>
internal sealed class HouseFiles
{
    private readonly RuleBook book;

    public HouseFiles(ShouwenOptions options, RuleBook book)
    {
        this.book = book;
        var institution = book.Institutions.GetValueOrDefault(options.Institution)
            ?? throw new StartRefusedException($"没有名为 {options.Institution} 的机构；{book.Root} 下有 {string.Join("、", book.Institutions.Keys)}");
        var missing = institution.Adopts.Where(id => !book.Policies.ContainsKey(id)).ToList();
        House = missing.Count == 0
            ? new(institution, [.. book.VersionsOf(institution.Adopts)], CalendarOf(institution))
            : throw new StartRefusedException($"{institution.Name}采用的制度 {string.Join("、", missing)} 不在 {book.Root} 的 policies 文件夹");
    }

    public House House { get; }

    /// <summary>Every version of the adopted policies with the bytes of their files, to be kept for the complaints they bind.</summary>
    public IReadOnlyCollection<(Policy Policy, byte[] File)> Files =>
        [.. House.Policies.Select(policy => (policy, File.ReadAllBytes(book.FileOf(policy)!)))]; // it was read from one

    /// <summary>Every file that decides how the server works, by its path under the root, with what it says.</summary>
    public IReadOnlyDictionary<string, byte[]> Configuration => new[] { "institutions/posts.yaml", $"institutions/{House.File.Id}/institution.yaml" }
        .Concat(Directory.GetFiles(Path.Combine(book.Root, "calendars"), "*.yaml").Concat(House.Policies.Select(policy => book.FileOf(policy)!)).Select(file => Path.GetRelativePath(book.Root, file).Replace('\\', '/'))) // each was read from one
        .Order(StringComparer.Ordinal).ToDictionary(file => file, file => File.ReadAllBytes(Path.Combine(book.Root, file)));

    /// <summary>Reads a policy as it was kept.</summary>
    public Policy? Parse(string id, byte[] file) => PolicyReader.Read(file, id, book.Posts.Keys.ToHashSet());

    /// <summary>Reads everything under the root.</summary>
    /// <exception cref="StartRefusedException">There is a mistake in some file, or no such folder.</exception>
    public static RuleBook Open(string? root)
    {
        try
        {
            var book = RuleBook.Open(Roots.Find(root));
            return book.Problems.Count == 0 ? book : throw new StartRefusedException("制度或机构文件有错误，改好后再启动：\n" + string.Join('\n', book.Problems));
        }
        catch (Exception e) when (e is IOException or CalendarFileException)
        {
            throw new StartRefusedException(e.Message);
        }
    }

    private Calendar CalendarOf(Institution institution) =>
        new(book.Holidays, TimeZoneInfo.FindSystemTimeZoneById(institution.TimeZone), institution.Graces, institution.ClosingDays);
}
