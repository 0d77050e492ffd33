using Shouwen.Storage.Attachments;
using Shouwen.Testing;
using static Shouwen.Storage.Tests.Attachments.AttachmentTests;

namespace Shouwen.Storage.Tests.Attachments;

/// <summary>What becomes of files that are refused, sent twice, or met by a crash.</summary>
public sealed class UploadTests
{
    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [InlineData("照片.jpg", "<html><script>alert(1)</script>", "内容是“文本”，文件名却以 .jpg 结尾")]
    [InlineData("图.svg", "<svg onload='alert(1)'/>", "不能上传 .svg 文件")]
    [InlineData("网页.html", "<html></html>", "不能上传 .html 文件")]
    [InlineData("程序.exe", "MZ\u0090\0", "不能上传 .exe 文件")]
    [InlineData("照片.jpg.exe", "MZ\u0090\0", "不能上传 .exe 文件")]
    [InlineData("合同.pdf", "PK\u0003\u0004", "文件名以 .pdf 结尾，内容却不是")]
    [InlineData("打包.zip", "PK\u0003\u0004", "压缩包请解压后逐个上传")]
    [InlineData("没有扩展名", "%PDF-1.7", "把文件名改为以 .pdf 结尾")]
    [InlineData("空.txt", "", "文件是空的")]
    [InlineData("长.txt", "12345678901", "文件超过")]
    public async Task File_NotToBeAttached_IsRefusedBesideItsFieldAndLeavesNothing(string name, string content, string says)
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var number = await storage.RegisterAsync();

        var result = await AttachAsync(storage, number, name, System.Text.Encoding.Latin1.GetBytes(content), most: name.StartsWith('长') ? 10 : 1000);

        var refusal = Assert.Single(Assert.IsType<Refused>(result).Refusals);
        Assert.Equal("file", refusal.Field);
        Assert.Contains(says, refusal.Sentence, StringComparison.Ordinal);
        Assert.Empty(Files(storage));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Key_SentAgain_AttachesOnceAndTellsOtherContentApart(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();

        var first = Assert.IsType<Done>(await AttachAsync(storage, number, "函.pdf", SampleFile.Pdf, "k1"));
        var again = Assert.IsType<Done>(await AttachAsync(storage, number, "函.pdf", SampleFile.Pdf, "k1"));
        var other = await AttachAsync(storage, number, "函.pdf", SampleFile.PdfOf(500), "k1");

        Assert.Equal((first.Version, true), (again.Version, again.IsReplay));
        Assert.IsType<KeyReused>(other);
        Assert.Single(Files(storage));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Recording_ThatFails_LeavesTheFileInPlaceAndTheSweepTakesIt(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync();
        var kept = await AttachedAsync(storage, number, "在案.pdf", SampleFile.Pdf);
        await storage.Database.ExecuteRawAsync("alter table complaints rename to out_of_order"); // the transaction cannot be committed

        await Assert.ThrowsAnyAsync<Exception>(() => AttachAsync(storage, number, "未记.pdf", SampleFile.PdfOf(100)));

        Assert.Equal(2, Files(storage).Count); // it was there before the transaction
        await storage.Database.ExecuteRawAsync("alter table out_of_order rename to complaints");
        Assert.Equal(3, (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!.Complaint.Version);
        Assert.Equal((0, 2), (await SweepAsync(storage, -AttachmentSweep.Grace / 2), Files(storage).Count));
        Assert.Equal((1, 1), (await SweepAsync(storage, -AttachmentSweep.Grace * 2), Files(storage).Count));
        Assert.Equal(kept.Stored, Path.GetFileName(Files(storage)[0]));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Sweep_MeetingHalfFilesDestroyedComplaintsAndStrangers_DeletesOnlyWhatIsOurs(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var (number, destroyed) = (await storage.RegisterAsync(), await storage.RegisterAsync());
        await AttachedAsync(storage, number, "在案.pdf", SampleFile.Pdf);
        await AttachedAsync(storage, destroyed, "销毁.pdf", SampleFile.Pdf);
        await storage.Get<AttachmentStore>().StageAsync(number, "来了一半.pdf", new MemoryStream(SampleFile.Pdf), 1000, TestContext.Current.CancellationToken);
        await storage.Database.ExecuteRawAsync("delete from stream_keys where stream_id = (select id from streams where number = '" + destroyed + "')"); // died before it deleted the files
        var stranger = Path.Combine(storage.Database.Folder, "attachments", "01", Guid.Empty.ToString("N")[..31] + "1");
        Directory.CreateDirectory(stranger);
        await File.WriteAllTextAsync(Path.Combine(stranger, "evidence"), "of another database", TestContext.Current.CancellationToken);

        Assert.Equal(2, await SweepAsync(storage, -AttachmentSweep.Grace * 2));

        Assert.Equal(2, Files(storage).Count);
        Assert.Single(Directory.GetFiles(stranger));
    }

    // The files' own times are set, for the clock of the tests stands still.
    private static Task<int> SweepAsync(TestStorage storage, TimeSpan age)
    {
        foreach (var path in Files(storage))
        {
            File.SetLastWriteTimeUtc(path, (storage.Clock.Now + age).UtcDateTime);
        }

        return storage.Get<AttachmentSweep>().RunAsync(TestContext.Current.CancellationToken);
    }
}
