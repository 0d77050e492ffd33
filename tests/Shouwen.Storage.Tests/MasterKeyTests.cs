using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Shouwen.Storage.Complaints;
using Shouwen.Storage.Keys;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>The master key is replaced while two nodes write, also in two goes; nothing is lost, repeats are still found, and the journal stays as it was.</summary>
public sealed class MasterKeyTests
{
    /// <summary>At least three batches.</summary>
    private static readonly int Streams = Scale.Of(1100, 100_000);

    public static TheoryData<Database> Databases => [Database.Sqlite, Database.PostgreSql];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Rotation_InTheMiddleOfWrites_LosesNothing(Database kind)
    {
        await using var one = await TestStorage.CreateAsync(kind);
        await using var two = TestStorage.Beside(one);
        var before = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            before.Add(await (i % 2 == 0 ? one : two).RegisterAsync($"换钥之前 {i}"));
        }

        var old = one.Get<KeyRing>().MasterKeyId;
        var phone = one.Get<BlindIndexes>().Phone("13800000000");
        var writing = Task.WhenAll(new[] { one, two }.Select(node => Task.Run(async () =>
        {
            var numbers = new List<string>();
            for (var i = 0; i < 10; i++)
            {
                numbers.Add(await node.RegisterAsync($"正在写 {i}"));
            }

            return numbers;
        })));
        one.Get<KeyRing>().MakeMasterKey();
        await one.Get<MasterKeyRotation>().RewrapAsync(null, Token);
        var numbers = before.Concat((await writing).SelectMany(each => each)).ToList();
        await two.Get<MasterKeyRotation>().RewrapAsync(null, Token); // what was being written under the old key when it began

        var status = await two.Get<MasterKeyRotation>().StatusAsync(Token);
        Assert.NotEqual(old, status.Present);
        Assert.Equal(0, status.Left);
        Assert.Equal(numbers.Count, status.Streams[status.Present]);
        foreach (var node in new[] { one, two })
        {
            foreach (var number in numbers)
            {
                Assert.NotNull((await node.Cases.ReadAsync(number, Token))!.Complaint.Data.Text("summary"));
            }
        }

        Assert.Equal(phone, two.Get<BlindIndexes>().Phone("13800000000"));
        Assert.True((await one.Verifier.VerifyAsync(null, Token)).IsIntact);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Rotation_BrokenOff_GoesOn_AndTheOldKeyCanGo(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await using (var context = storage.Database.CreateDbContext())
        {
            for (var i = 0; i < Streams; i++)
            {
                storage.Get<Journal.StreamStore>().Begin(context, Domain.Actions.AggregateKind.Complaint, $"K{i}", DateTimeOffset.UnixEpoch.AddSeconds(i));
            }

            context.Drafts.Add(new() { Id = Guid.NewGuid(), Person = "tel", Form = "register", Content = storage.Get<KeyRing>().Protect(Purposes.Draft, "草稿"u8), SavedAt = DateTimeOffset.UnixEpoch });
            context.WebKeys.Add(new() { Number = 1, Content = storage.Get<KeyRing>().Protect(Purposes.WebKey(1), "登录"u8), AddedAt = DateTimeOffset.UnixEpoch });
            await context.SaveChangesAsync(Token);
        }

        var number = await storage.RegisterAsync("换到一半");
        storage.Get<KeyRing>().MakeMasterKey();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.Get<MasterKeyRotation>().RewrapAsync(new Told(stop.Cancel), stop.Token));
        var half = await storage.Get<MasterKeyRotation>().StatusAsync(Token);
        Assert.InRange(half.Left, 1, Streams + 3);
        Assert.Equal(500, half.Streams[half.Present]);
        Assert.NotNull(await storage.Cases.ReadAsync(number, Token));

        await using var another = TestStorage.Beside(storage); // began after the new key was made
        Assert.Equal(half.Left, await another.Get<MasterKeyRotation>().RewrapAsync(null, Token));

        Assert.Equal(0, (await storage.Get<MasterKeyRotation>().StatusAsync(Token)).Left);
        Assert.Equal(1, another.Get<KeyRing>().RetireMasterKeys());
        using var afterwards = KeyRing.Open(new StorageFolders(storage.Database.Folder).Keys);
        Assert.Single(afterwards.MasterKeyIds);
        await StorageSetup.MigrateAsync(storage.Database, afterwards, Token);
        await using var check = storage.Database.CreateDbContext();
        Assert.Equal("草稿"u8.ToArray(), afterwards.Unprotect(Purposes.Draft, (await check.Drafts.SingleAsync(Token)).Content));
        Assert.Equal("登录"u8.ToArray(), afterwards.Unprotect(Purposes.WebKey(1), (await check.WebKeys.SingleAsync(Token)).Content));
        Assert.Equal("换到一半", (await TestStorage.Beside(storage).Cases.ReadAsync(number, Token))!.Complaint.Data.Text("summary"));
    }

    [Fact]
    public void RunningNode_MeetsANewKey_AndReadsWhatIsUnderIt()
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-keys").FullName;
        using var running = KeyRing.Open(folder);
        using var other = KeyRing.Open(folder);
        other.MakeMasterKey();
        var stream = Guid.NewGuid();

        var (id, wrapped) = other.Wrap(stream, DataKey.New());

        Assert.Equal(id, running.MasterKeyId);
        Assert.NotNull(running.Unwrap(stream, wrapped));
        Assert.Throws<CryptographicException>(() => running.Unwrap(Guid.NewGuid(), wrapped));
        Assert.Null(running.ProtectAnew("x", running.Protect("x", "y"u8)));
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Told(Action then) : IProgress<long>
    {
        public void Report(long value) => then();
    }
}
