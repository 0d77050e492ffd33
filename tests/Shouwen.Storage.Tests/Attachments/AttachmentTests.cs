using System.Security.Cryptography;
using Shouwen.Storage.Attachments;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests.Attachments;

public sealed class AttachmentTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [InlineData(Database.Sqlite, 1)]
    [InlineData(Database.Sqlite, (64 * 1024) - 1)]
    [InlineData(Database.Sqlite, 64 * 1024)]
    [InlineData(Database.Sqlite, (64 * 1024) + 1)]
    [InlineData(Database.PostgreSql, 300_000)]
    public async Task File_Attached_ComesBackAsItWas(Database kind, int size)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        var content = size == 1 ? "a"u8.ToArray() : SampleFile.PdfOf(size);

        var file = await AttachedAsync(storage, number, size == 1 ? "说明.txt" : "答复函.pdf", content);

        Assert.Equal((size, Hash(content)), (file.Size, file.Sha256));
        Assert.Equal(content, await ReadAsync(storage, number, file));
        var stored = await File.ReadAllBytesAsync(Assert.Single(Files(storage)), TestContext.Current.CancellationToken);
        Assert.Equal(Hash(stored), file.Stored);
        Assert.Equal(-1, stored.AsSpan().IndexOf("%PDF-1.7"u8));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Journal_OfAnAttachment_HidesNameTypeAndContentHash(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();

        var file = await AttachedAsync(storage, number, "王小明的身份证.jpg", SampleFile.Jpeg);

        await using var context = storage.Database.CreateDbContext();
        var open = context.Journal.Single(row => row.Action == "attach").OpenPart;
        Assert.Equal($$"""{"size":{{file.Size}},"stored":"{{file.Stored}}"}""", open[open.IndexOf("\"data\":", StringComparison.Ordinal)..][7..].Split('}')[0] + "}");
        Assert.DoesNotContain(file.Sha256, open, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task SameFile_OnTwoComplaints_IsTwoFilesUnderTwoKeys(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (one, two) = (await storage.RegisterAsync(), await storage.RegisterAsync());

        var (first, second) = (await AttachedAsync(storage, one, "函.pdf", SampleFile.Pdf), await AttachedAsync(storage, two, "函.pdf", SampleFile.Pdf));

        Assert.Equal(first.Sha256, second.Sha256);
        Assert.NotEqual(first.Stored, second.Stored);
        var paths = Files(storage);
        Assert.Equal(2, paths.Count);
        File.Copy(paths.Single(path => Path.GetFileName(path) == first.Stored), Path.Combine(Path.GetDirectoryName(paths.Single(path => Path.GetFileName(path) == second.Stored))!, first.Stored));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(storage, two, first)); // in place, whole, and sealed under the other key
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task File_ChangedCutOrMissing_IsNotGiven(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        var file = await AttachedAsync(storage, number, "录音.pdf", SampleFile.PdfOf(200_000));
        var path = Assert.Single(Files(storage));
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        foreach (var at in new[] { 0, 20, 40, 66_000, whole.Length - 1 })
        {
            var changed = whole.ToArray();
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(path, changed, TestContext.Current.CancellationToken);
            Assert.Null(await storage.Get<AttachmentStore>().OpenAsync(number, file, TestContext.Current.CancellationToken));
        }

        await File.WriteAllBytesAsync(path, whole[..^(64 * 1024)], TestContext.Current.CancellationToken);
        Assert.Null(await storage.Get<AttachmentStore>().OpenAsync(number, file, TestContext.Current.CancellationToken));
        Assert.Equal((1, "附件文件被改动，与哈希不符"), (await CheckAsync(storage)) is [var fault] ? (1, fault.What) : default);
        File.Delete(path);
        Assert.Null(await storage.Get<AttachmentStore>().OpenAsync(number, file, TestContext.Current.CancellationToken));
        Assert.Equal((number, "附件文件缺失"), (await CheckAsync(storage)) is [var gone] ? (gone.Number, gone.What) : default);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Trait("PastBug", "59")]
    public async Task Destruction_OfAComplaint_DeletesItsFilesAndTheirNames(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (number, other) = (await storage.RegisterAsync(), await storage.RegisterAsync());
        var file = await AttachedAsync(storage, number, "王小明.pdf", SampleFile.Pdf);
        var kept = await AttachedAsync(storage, other, "别的.pdf", SampleFile.Pdf);
        foreach (var (action, fields) in new (string, (string, string)[])[] { ("accept", []), ("answer", [("means", "phone"), ("text", "已道歉")]), ("close", []) })
        {
            Assert.IsType<Done>(await storage.DoAsync(number, "off", action, fields));
        }

        Assert.IsType<Done>(await storage.DoAsync(number, "off", "destroy", ("approval", "销字第1号")));

        Assert.Equal(kept.Stored, Path.GetFileName(Assert.Single(Files(storage))));
        Assert.Null(await storage.Get<AttachmentStore>().OpenAsync(number, file, TestContext.Current.CancellationToken));
        var entry = (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint.Entries.Single(entry => entry.Action == "attach");
        Assert.Null(Attachment.Of(entry));
        Assert.Null(entry.Data.Text("file"));
        Assert.Null(await storage.Get<AttachmentStore>().StageAsync(number, "迟到.pdf", new MemoryStream(SampleFile.Pdf), 1000, TestContext.Current.CancellationToken));
        Assert.Empty(await CheckAsync(storage));
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    internal static async Task<Attachment> AttachedAsync(TestStorage storage, string number, string name, byte[] content)
    {
        var done = Assert.IsType<Done>(await AttachAsync(storage, number, name, content));
        return Attachment.Of(done.Entries[0])!;
    }

    internal static async Task<HandleResult> AttachAsync(TestStorage storage, string number, string name, byte[] content, string? key = null, long most = 1_000_000)
    {
        await using var file = await storage.Get<AttachmentStore>().StageAsync(number, name, new MemoryStream(content), most, TestContext.Current.CancellationToken);
        return await storage.Handler.HandleAsync(TestStorage.Request("off", "attach", ("file", file!.Name)) with { Number = number, File = file, IdempotencyKey = key, Caller = "off", Route = "attach" }, TestContext.Current.CancellationToken);
    }

    internal static IReadOnlyList<string> Files(TestStorage storage) => Directory.GetFiles(Path.Combine(storage.Database.Folder, "attachments"), "*", SearchOption.AllDirectories);

    private static async Task<byte[]> ReadAsync(TestStorage storage, string number, Attachment file)
    {
        await using var content = await storage.Get<AttachmentStore>().OpenAsync(number, file, TestContext.Current.CancellationToken) ?? throw new FileNotFoundException(file.Name);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(bytes.Length, content.Length);
        return bytes.ToArray();
    }

    private static async Task<IReadOnlyList<Journal.JournalFault>> CheckAsync(TestStorage storage) => (await storage.Get<AttachmentCheck>().RunAsync(TestContext.Current.CancellationToken)).Faults;

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
