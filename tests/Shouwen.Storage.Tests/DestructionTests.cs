using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Storage.Complaints;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Files that are being destroyed when the server is killed are whole or gone, the rest is destroyed afterwards, and nothing of them is left on the disk.</summary>
[Claim(58)]
public sealed class DestructionTests
{
    private const int Files = 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite, 5)]
    [InlineData(Database.PostgreSql, 3)]
    public async Task Server_KilledWhileDestroying_LeavesNothingHalf(Database kind, int kills)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var numbers = new List<string>();
        for (var i = 0; i < Files; i++)
        {
            numbers.Add(await ClosedAsync(storage, i));
        }

        await storage.Checkpoints.WriteAsync(Token);
        var rig = new CrashRig(Path.Combine(AppContext.BaseDirectory, "Shouwen.CrashChild.dll"), kind.ToString(), storage.Database.Name);
        var random = new Random(59);
        for (var run = 0; run < kills; run++)
        {
            var last = run == kills - 1;
            await rig.RunAndKillAsync($"destroy{run}", last ? Files - rig.Ledger.Distinct().Count() - await UnsaidAsync(storage, rig) : random.Next(1, 4), TimeSpan.FromMilliseconds(random.Next(8)), Token);
            await AssertWholeOrGoneAsync(storage, numbers, rig.Ledger);
        }

        await using var context = storage.Database.CreateDbContext();
        Assert.Equal(Files, await context.Complaints.CountAsync(row => row.Stage == Stage.Destroyed, Token));
        Assert.Equal(rig.Ledger.Count, rig.Ledger.Distinct().Count()); // none a second time
        await storage.Get<Residue>().WipeAsync(Token); // as the next start does
        Assert.True((await storage.Verifier.VerifyAsync(null, Token)).IsIntact);
        if (kind == Database.Sqlite)
        {
            AssertNothingIsLeft(storage, numbers.Count);
        }
    }

    // Destroyed, but killed before it was said.
    private static async Task<int> UnsaidAsync(TestStorage storage, CrashRig rig)
    {
        await using var context = storage.Database.CreateDbContext();
        return await context.Complaints.CountAsync(row => row.Stage == Stage.Destroyed && !rig.Ledger.Contains(row.Number), Token);
    }

    private static async Task<string> ClosedAsync(TestStorage storage, int i)
    {
        var number = ((Done)await storage.Handler.HandleAsync(TestStorage.Request("tel", "register", ("channel", "counter"), ("summary", $"销毁前的内容{i:D3}号"),
            ("complainants", new RawList([new RawMap(new Dictionary<string, Raw> { ["name"] = new RawScalar($"待销人{i:D3}", true, default), ["phone"] = new RawScalar($"1390000{i:D4}", true, default) }, new Dictionary<string, Position>(), default)], default))), Token)).Number;
        await storage.DoAsync(number, "off", "accept");
        await storage.DoAsync(number, "off", "answer", ("means", "phone"), ("text", $"答复待销人{i:D3}"));
        Assert.IsType<Done>(await storage.DoAsync(number, "off", "close"));
        return number;
    }

    private static async Task AssertWholeOrGoneAsync(TestStorage storage, List<string> numbers, IReadOnlyList<string> said)
    {
        await using var context = storage.Database.CreateDbContext();
        for (var i = 0; i < numbers.Count; i++)
        {
            var row = await context.Complaints.AsNoTracking().SingleAsync(row => row.Number == numbers[i], Token);
            var isGone = row.Stage == Stage.Destroyed;
            Assert.True(isGone || !said.Contains(row.Number), $"{row.Number} was said to be destroyed");
            Assert.Equal(!isGone, await context.StreamKeys.AnyAsync(key => key.StreamId == row.StreamId, Token));
            Assert.Equal(!isGone, await context.Complainants.AnyAsync(person => person.StreamId == row.StreamId, Token));
            Assert.Equal(!isGone, await context.ComplaintTexts.AnyAsync(text => text.StreamId == row.StreamId, Token));
            Assert.Equal(!isGone, row.MaskedName is not null);
            var read = (await storage.Cases.ReadAsync(numbers[i], Token))!.Complaint;
            Assert.Equal(isGone ? null : $"销毁前的内容{i:D3}号", read.Data.Text("summary"));
            Assert.Equal((isGone, isGone ? "销字第1号" : null), (read.Entries.Any(entry => entry.Action == "destroy"), read.Entries[^1].Data.Text("approval")));
        }
    }

    // Free pages and the log of writes included.
    private static void AssertNothingIsLeft(TestStorage storage, int files)
    {
        foreach (var bytes in Directory.GetFiles(storage.Database.Folder, "*", SearchOption.AllDirectories).Select(file => { using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite); using var memory = new MemoryStream(); stream.CopyTo(memory); return memory.ToArray(); }))
        {
            for (var i = 0; i < files; i++)
            {
                Assert.All(new[] { $"待销人{i:D3}", $"1390000{i:D4}", $"销毁前的内容{i:D3}号" }, left => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(left)) < 0, left));
            }
        }
    }
}
