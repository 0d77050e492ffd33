using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouwen.Storage.Complaints;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Words in the texts of complaints are found by an index of character pairs, exactly, and not after they are gone.</summary>
public sealed class TextSearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [InlineData("信用卡被盗刷，ATM 不吐钞", "信用 用卡 卡被 被盗 盗刷 at tm 不吐 吐钞")]
    [InlineData("一", "")]
    [InlineData("a。b", "")]
    [InlineData("好好好", "好好")]
    [InlineData("𠮷野家😀好", "𠮷野 野家")]
    public void Pairs_AreOfNeighbouringLettersAndDigits(string text, string pairs) => Assert.Equal(pairs, TextSearch.PairsOf(text));

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Words_AreFoundWhereTheyStand(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var card = await storage.RegisterAsync("信用卡被盗刷两笔");
        var scattered = await storage.RegisterAsync("信用记录有误，用卡不便"); // has both pairs of 信用卡, not the word
        var machine = await storage.RegisterAsync("ATM 吞卡，信用卡取不出");
        await storage.RegisterAsync("排队太久");

        Assert.Equal([card, machine], await FindAsync(storage, "信用卡"));
        Assert.Equal([card, scattered, machine], await FindAsync(storage, "信用"));
        Assert.Equal([machine], await FindAsync(storage, "atm 信用卡"));
        Assert.Equal([card], await FindAsync(storage, "盗刷两笔"));
        Assert.Empty(await FindAsync(storage, "卡"));
        Assert.Empty(await FindAsync(storage, "\" OR 1=1 --"));
        Assert.Empty(await FindAsync(storage, "信用*"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Text_ThatWasCorrected_IsFoundByWhatItSaysNow(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync("理财收益低于预期");
        var request = TestStorage.Request("off", "correct", ("fields", TestStorage.Map(("summary", "基金赎回迟到账"))), ("reason", "听错了")) with { Number = number };
        Assert.IsType<Done>(await storage.Handler.HandleAsync(request, Token));

        Assert.Equal([number], await FindAsync(storage, "赎回"));
        Assert.Empty(await FindAsync(storage, "收益"));
    }

    [Fact]
    public async Task Text_ThatIsForgotten_LeavesNothingInTheIndex()
    {
        await using var storage = await TestStorage.CreateAsync(Database.Sqlite);
        await storage.RegisterAsync("龘鱻麤三个字");
        await storage.RegisterAsync("另一件");
        await using (var context = storage.Database.CreateDbContext())
        {
            Assert.Single(await context.TextsWith("龘鱻麤").ToListAsync(Token));
            Assert.True(await StandsInAsync(storage, "龘鱻"));
            await context.ComplaintTexts.Where(text => text.Summary.Contains("龘鱻")).ExecuteDeleteAsync(Token);
        }

        Assert.False(await StandsInAsync(storage, "龘鱻"));
        Assert.False(await StandsInAsync(storage, "鱻麤"));
        Assert.Single(await FindAsync(storage, "另一件"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Search_GoesByItsIndex(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        await using var context = storage.Database.CreateDbContext();
        await context.Database.OpenConnectionAsync(Token);
        await using var command = context.TextsWith("信用卡").CreateDbCommand();
        command.CommandText = (kind == Database.Sqlite ? "explain query plan " : "set enable_seqscan = off; explain ") + command.CommandText;
        var plan = new StringBuilder();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            plan.AppendLine(reader.GetValue(reader.FieldCount - 1).ToString());
        }

        Assert.Contains(kind == Database.Sqlite ? "VIRTUAL TABLE INDEX" : "Bitmap Index Scan on ix_complaint_texts_pairs", plan.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN complaint_texts", plan.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Texts_OfAnOlderVersion_AreReadInWhenItIsBroughtUp(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind);
        var number = await storage.RegisterAsync("开户被拒绝");
        await using var context = storage.Database.CreateDbContext();
        var migrations = context.Database.GetMigrations().ToList();
        await context.GetService<IMigrator>().MigrateAsync(migrations[migrations.FindIndex(name => name.EndsWith("FindTextsByPairs", StringComparison.Ordinal)) - 1], Token);

        await StorageSetup.MigrateAsync(storage.Get<IDbContextFactory<ShouwenDbContext>>(), storage.Get<Keys.KeyRing>(), Token);

        Assert.Equal([number], await FindAsync(storage, "开户"));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(TestStorage storage, string words)
    {
        await using var context = storage.Database.CreateDbContext();
        return await context.TextsWith(words).Join(context.Complaints, text => text.StreamId, row => row.StreamId, (text, row) => row.Number).Order().ToListAsync(Token);
    }

    private static async Task<bool> StandsInAsync(TestStorage storage, string text)
    {
        await storage.Get<Residue>().WipeAsync(Token);
        return (await File.ReadAllBytesAsync(storage.Database.ConnectionString, Token)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
