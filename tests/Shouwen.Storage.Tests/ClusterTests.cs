using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;
using Shouwen.Testing;

namespace Shouwen.Storage.Tests;

/// <summary>Single complaints on the same product are recognised as one event from what is stored.</summary>
public sealed class ClusterTests
{
    private static readonly Policy Detecting = TestHouse.Policy with
    {
        Clauses = [.. TestHouse.Policy.Clauses, new("T-09", "三人以上同一产品的投诉合在一处", default) { Detections = [new("product", "branch", new(7, PeriodUnit.Day), new Literal(3m), 2, [new FlagConsequence("cluster")])] }],
    };

    public static TheoryData<Database> Databases => HandlerTests.Databases;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Cluster_OfThreePeople_IsDetectedOnceAndAgainWhenGrown(Database kind)
    {
        await using var storage = await TestStorage.CreateAsync(kind, TestHouse.With([Detecting]));

        var first = await RegisterAsync(storage, "13800000001", "甲");
        var again = await RegisterAsync(storage, "138 0000 0001", "甲"); // the same person, typed differently
        var other = await RegisterAsync(storage, "13800000009", "乙");
        var second = await RegisterAsync(storage, "13800000002", "甲");
        var third = await RegisterAsync(storage, "13800000003", "甲");
        var fourth = await RegisterAsync(storage, "13800000004", "甲");
        var fifth = await RegisterAsync(storage, "13800000005", "甲");

        Assert.All(new[] { first, again, other, second, fourth }, done => Assert.DoesNotContain(done.Entries, entry => entry.Action is "detect" or "flag"));
        var detected = Assert.Single(third.Entries, entry => entry.Action == "detect").Data;
        Assert.Equal((3m, "branch-1"), (detected.Number("people"), detected.Text("unit")));
        Assert.Equal([first.Number, again.Number, second.Number], detected.Texts("complaints"));
        Assert.Equal(5m, Assert.Single(fifth.Entries, entry => entry.Action == "detect").Data.Number("people"));
        Assert.IsType<Done>(await storage.DoAsync(third.Number, "boff", "dismiss-cluster", ("reason", "事由各不相同")));
        Assert.True((await storage.Verifier.VerifyAsync(null, TestContext.Current.CancellationToken)).IsIntact);
    }

    private static async Task<Done> RegisterAsync(TestStorage storage, string phone, string product)
    {
        var request = TestStorage.Request("tel", "register", ("channel", "counter"), ("summary", "收益低"), ("about", TestStorage.Map(("product", product))), ("complainants", new RawList([TestStorage.Map(("name", "王小明"), ("phone", phone))], default)));
        return Assert.IsType<Done>(await storage.Handler.HandleAsync(request, TestContext.Current.CancellationToken));
    }
}
