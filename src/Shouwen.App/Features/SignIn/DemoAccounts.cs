using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;
using Shouwen.Storage.Rows;
using Shouwen.Storage.Writing;

namespace Shouwen.App.Features.SignIn;

/// <param name="Does">What to try with it.</param>
public sealed record DemoAccount(string Person, string Username, string Name, string Post, string Does);

/// <summary>One person for each part in a complaint's life, to try the product with; where an institution has no such unit, whoever holds the post.</summary>
public static class DemoAccounts
{
    private static readonly (string Post, string Unit, string Does)[] Parts =
    [
        ("teller", "sub-branch-1-1", "听到投诉，当场登记"),
        ("lobby-manager", "sub-branch-1-1", "先行安抚、调解"),
        ("hotline-agent", "hotline", "接电话、登记、转办"),
        ("complaint-officer", "branch-1", "承办案件，办到办结"),
        ("unit-head", "branch-1", "审批、延期"),
        ("leading-group", "branch-1", "领导小组审批"),
        ("branch-officer", "branch-1", "分管领导：核查与审批"),
        ("compliance-officer", "compliance", "合规审查、看制度执行"),
        ("risk-officer", "risk", "协办、演练"),
        ("executive", "head-office", "看全部，批重大事项"),
        ("auditor", "head-office", "只读：查记录、验流水"),
        ("group-leader", "branch-1", "带领应急处置"),
        ("business-officer", "business", "提供业务情况、协办"),
        ("relationship-manager", "sub-branch-1-1", "接待和联系自己的客户"),
        ("unit-administrator", "branch-1", "管本分行的人员、岗位和代理"),
        ("security-administrator", "head-office", "管全行的机构、人员和账号，看不到案件"),
        ("audit-administrator", "head-office", "查配置变更和访问日志，看不到案件"),
        ("administrator", "head-office", "管运行和参数，不办案件"),
    ];

    /// <summary>The parts that the institution has filled, each by its first holder who has none yet.</summary>
    public static IReadOnlyList<DemoAccount> Of(Institution institution) =>
    [
        .. Parts.Select(part => (part.Does, Holder: Holder(institution, part.Post, part.Unit))).Where(found => found.Holder.Person is not null)
            .Select(found => Describe(institution, found.Holder.Person, found.Holder.Post, found.Does)).DistinctBy(account => account.Person),
    ];

    /// <summary>Makes the accounts and gives all of them this run's password; it is hashed once, for it is told to everybody who sees the window.</summary>
    public static async Task SetUpAsync(IServiceProvider services, string password)
    {
        var (house, hasher) = (services.GetRequiredService<House>(), services.GetRequiredService<IPasswordHasher<AccountRow>>());
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await services.GetRequiredService<CommandWriter>().WriteAsync(db => SetAsync(db, house, hasher, password, now), CancellationToken.None);
    }

    private static async Task<int> SetAsync(ShouwenDbContext db, House house, IPasswordHasher<AccountRow> hasher, string password, DateTimeOffset now)
    {
        var known = await db.Accounts.ToDictionaryAsync(row => row.PersonId);
        var hash = "";
        foreach (var demo in Of(house.Institution))
        {
            if (!known.TryGetValue(demo.Person, out var account))
            {
                account = new() { PersonId = demo.Person, Username = demo.Username, PasswordHash = "", SecurityStamp = Guid.NewGuid().ToString("N"), CreatedAt = now };
                db.Accounts.Add(account);
            }

            hash = hash.Length > 0 ? hash : hasher.HashPassword(account, password);
            account.PasswordHash = hash;
        }

        return await db.SaveChangesAsync();
    }

    private static DemoAccount Describe(Institution institution, Person person, Assignment post, string does)
    {
        return new(person.Id, person.Id, person.Name, institution.LabelOf(person, post), does);
    }

    private static (Person Person, Assignment Post) Holder(Institution institution, string post, string unit)
    {
        var holders = institution.Holders.Where(holder => holder.Post.Post == post).ToList();
        return holders.Find(holder => holder.Post.Unit == unit) is { Person: not null } exact ? exact : holders.FirstOrDefault();
    }
}
