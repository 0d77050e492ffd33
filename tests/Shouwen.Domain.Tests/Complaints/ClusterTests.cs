using System.Globalization;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Expressions;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Tests.Complaints;

public sealed class ClusterTests(ITestOutputHelper output)
{
    private static readonly string[] Places = ["sub-1", "sub-2", "sub-3"];

    private static readonly DetectionRule Rule = new("product", "branch", new Period(7, PeriodUnit.Day), new Literal(10m), 5, [new FlagConsequence("cluster")]);

    /// <summary>One complaint of the synthetic year.</summary>
    /// <param name="Cluster">Which planted cluster it belongs to; null: none.</param>
    private sealed record Synthetic(DateTimeOffset At, string Unit, string Product, string Phone, int? Cluster);

    [Fact]
    public void Clusters_TenThousandComplaintsWithPlantedOnes_AllFoundAndNoFalseAlarm()
    {
        var (all, planted) = Year();
        var (found, alarms, others) = (new HashSet<int>(), 0, new List<Similar>());
        for (var i = 0; i < all.Count; i++)
        {
            var now = all[i];
            var decision = Register(now.At, now.Unit, now.Product, now.Phone, others);
            others.Add(Clusters.From(Complaint.From(decision.Entries)) with { Number = i.ToString(CultureInfo.InvariantCulture) });
            if (decision.Entries.FirstOrDefault(entry => entry.Action == "detect") is { } detected)
            {
                var members = detected.Data.Texts("complaints").Select(number => all[int.Parse(number, CultureInfo.InvariantCulture)].Cluster).Append(now.Cluster).OfType<int>().ToList();
                alarms += members.Count == 0 ? 1 : 0;
                found.UnionWith(members.Distinct().Where(cluster => members.Count(each => each == cluster) >= 5));
            }

            others.RemoveAll(old => now.At - old.ReceivedAt > TimeSpan.FromDays(8)); // what the query would leave out
        }

        output.WriteLine($"{all.Count} complaints, {planted} planted clusters: recall {found.Count}/{planted}, false alarms {alarms}");
        Assert.Equal(planted, found.Count);
        Assert.Equal(0, alarms);
    }

    [Fact]
    public void Cluster_SpreadOverThreeSubBranches_IsFoundWithTheTenthPerson()
    {
        var others = Crowd(9);
        var decision = Register("03-02 12:00", "sub-3", "A", "13900000099", others);
        var detected = Assert.Single(decision.Entries, entry => entry.Action == "detect");
        Assert.Equal(10, detected.Data.Number("people"));
        Assert.Equal("branch-1", detected.Data.Text("unit"));
        Assert.Equal(others.Select(other => other.Number), detected.Data.Texts("complaints"));
        Assert.Equal(["X-01"], detected.Clauses);
        Assert.Equal("flag", decision.Entries[^1].Action);
    }

    [Theory]
    [InlineData("sub-3", "A", "13900000000", "03-02 12:00")] // complained already
    [InlineData("branch-2", "A", "13900000099", "03-02 12:00")] // another branch
    [InlineData("sub-3", "B", "13900000099", "03-02 12:00")] // another product
    [InlineData("sub-3", "A", "13900000099", "03-09 10:01")] // the first of them is out of the window
    public void Cluster_NotTenDifferentNearPeople_IsNotFound(string unit, string product, string phone, string at) =>
        Assert.DoesNotContain(Register(at, unit, product, phone, Crowd(9)).Entries, entry => entry.Action == "detect");

    [Fact]
    public void Cluster_ExactlyAtTheEndOfTheWindow_IsFound() => Assert.Contains(Register("03-09 10:00", "sub-3", "A", "13900000099", Crowd(9)).Entries, entry => entry.Action == "detect");

    [Theory]
    [InlineData(13, false)] // with the new one 14
    [InlineData(14, true)]
    public void Cluster_RaisedBefore_IsRaisedAgainOnlyWhenGrownByTheStep(int earlier, bool isRaised)
    {
        var others = Crowd(earlier);
        others[9] = others[9] with { Detected = new Dictionary<string, int> { ["X-01"] = 10 } };
        Assert.Equal(isRaised, Register("03-02 12:00", "sub-3", "A", "13900000099", others).Entries.Any(entry => entry.Action == "detect"));
    }

    [Fact]
    public void People_SamePhoneOrIdentityNumber_CountOnce()
    {
        (IReadOnlyList<IReadOnlyList<string>>, int)[] complaints =
        [
            ([["phone 1"]], 1), ([["id 7"]], 1), ([["phone 1", "id 7"]], 1), // one person: the third ties the first two together
            ([["name 王某"]], 1), ([["name 王某"]], 1), ([[]], 1), ([], 0), ([["phone 2"]], 4),
        ];
        Assert.Equal(1 + 1 + 1 + 1 + 4, Clusters.PeopleOf(complaints));
    }

    private static List<Similar> Crowd(int people) =>
        [.. Enumerable.Range(0, people).Select(i => new Similar($"T{i}", Given.At("03-02 10:00").AddMinutes(i), Places[i % 3], "A", null, 1, [[$"phone 139{i:00000000}"]], new Dictionary<string, int>()))];

    private static Decision Register(string at, string unit, string product, string phone, List<Similar> others) => Register(Given.At(at), unit, product, phone, others);

    private static Decision Register(DateTimeOffset at, string unit, string product, string phone, List<Similar> others)
    {
        var given = new Given().Clause("X-01", clause => clause with { Detections = [Rule] });
        var bank = Given.Bank with { Units = [.. Given.Bank.Units, new("sub-2", "二支行", "sub-branch", "branch-1"), new("sub-3", "三支行", "sub-branch", "branch-1")] };
        var fields = Given.Fields(("channel", "counter"), ("summary", "收益低"), ("complainants", new List<object> { Given.Fields(("name", "王某"), ("phone", phone)) }), ("about", Given.Fields(("unit", unit), ("product", product))));
        var decision = Decide.On(Complaint.Nothing, new(Actions.ActionCatalogue.Get("register"), fields, bank.Resolve("tel")!, at, []), given.Surroundings with { Institution = bank, Similar = others });
        Assert.Empty(decision.Refusals);
        return decision;
    }

    // A year of 27 complaints a day over forty products and two branches, and forty clusters of 10 to 30 people within three days; one in five comes twice.
    private static (List<Synthetic> All, int Planted) Year()
    {
        var random = new Random(20260302);
        var (all, planted) = (new List<Synthetic>(), 40);
        DateTimeOffset Within(int day, int days) => Given.At("01-01 08:00").AddDays(day).AddMinutes(random.Next(days * 24 * 60));
        for (var cluster = 0; cluster < planted; cluster++)
        {
            var (people, day) = (random.Next(10, 31), (cluster * 9) + 1);
            for (var i = 0; i < people; i++)
            {
                var one = new Synthetic(Within(day, 3), Places[i % 3], $"P{cluster}", $"137{cluster:000}{i:00000}", cluster);
                all.Add(one);
                all.AddRange(i % 5 == 0 ? [one with { At = one.At.AddHours(2) }] : []);
            }
        }

        while (all.Count < 10_000)
        {
            all.Add(new(Within(0, 365), random.Next(2) == 0 ? "branch-2" : Places[random.Next(3)], $"P{random.Next(150)}", $"138{all.Count:00000000}", null));
        }

        return ([.. all.OrderBy(one => one.At)], planted);
    }
}
