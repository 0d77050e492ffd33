using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Keys;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")] // file modes
public sealed class KeyRingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("shouwen-keys").FullName;

    [Fact]
    public void Keys_OpenedAgain_AreTheSame()
    {
        using var first = KeyRing.Open(folder);
        using var second = KeyRing.Open(folder);

        Assert.Equal(first.MasterKeyId, second.MasterKeyId);
        Assert.Equal(first.BlindIndex("phone", "13800000000"), second.BlindIndex("phone", "13800000000"));
        Assert.Equal("草稿"u8.ToArray(), second.Unprotect("drafts", first.Protect("drafts", "草稿"u8)));
        Assert.True(second.IsSigned("x"u8, first.Sign("x"u8)));
    }

    [Fact]
    public void Files_OfKeys_AreTheirOwnersOnly()
    {
        using var keys = KeyRing.Open(folder);

        Assert.All(Directory.GetFiles(folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));

        File.SetUnixFileMode(Path.Combine(folder, "master.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<InvalidOperationException>(() => KeyRing.Open(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_MadeByManyAtOnce_HoldsOneKey()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            using var keys = KeyRing.Open(folder);
            return keys.MasterKeyId;
        })));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Start_WithTheWrongKeyFolder_IsRefused()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await storage.RegisterAsync();
        using var other = KeyRing.Open(folder);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StorageSetup.MigrateAsync(storage.Database, other, TestContext.Current.CancellationToken));

        Assert.Contains(other.MasterKeyId, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnTheDatabaseOfANewerVersion_IsRefused()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await storage.Database.ExecuteRawAsync("""insert into "__EFMigrationsHistory" values ('29990101000000_Later', '99')""");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StorageSetup.MigrateAsync(storage.Database, storage.Get<KeyRing>(), TestContext.Current.CancellationToken));

        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destruction_OfAComplaint_LeavesNoNameAndAnIntactChain()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        var number = await storage.RegisterAsync("王小明说柜员态度差");
        await storage.DoAsync(number, "off", "accept");
        await storage.DoAsync(number, "off", "answer", ("means", "phone"), ("text", "已道歉"));
        await storage.DoAsync(number, "off", "close");
        await storage.Checkpoints.WriteAsync(TestContext.Current.CancellationToken);

        Assert.IsType<Done>(await storage.DoAsync(number, "off", "destroy", ("approval", "销字第1号")));

        var file = (await storage.Cases.ReadAsync(number, TestContext.Current.CancellationToken))!;
        Assert.Null(file.Complaint.Data.Text("summary"));
        Assert.Equal("counter", file.Complaint.Data.Text("channel"));
        await using var context = storage.Database.CreateDbContext();
        Assert.False(await context.Complainants.AnyAsync(TestContext.Current.CancellationToken) || await context.ComplaintTexts.AnyAsync(TestContext.Current.CancellationToken));
        Assert.Null((await context.Complaints.SingleAsync(TestContext.Current.CancellationToken)).MaskedName);
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
        Assert.Equal("destroyed", Assert.IsType<Refused>(await storage.DoAsync(number, "off", "note", ("text", "再记一笔"))).Refusals[0].Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
