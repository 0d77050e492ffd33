using Shouwen.App.Ui;
using Shouwen.Storage;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Features.SignIn;

/// <summary>A line of the table of what happened to the account.</summary>
public sealed record AccountLine(string At, string What, string Means, string Address, string Device, bool IsRefused);

/// <summary>What the account page shows, in words and in the institution's own time.</summary>
public sealed class AccountView(House house, Factors factors, AccountLog log, Visitors visitors)
{
    private static readonly Dictionary<string, string> Acts = new()
    {
        [AccountLog.SignedIn] = "登录",
        [AccountLog.Refused] = "登录未成功",
        [AccountLog.PasswordChanged] = "改密码",
        [AccountLog.FactorAdded] = "添加验证方式",
        [AccountLog.FactorRemoved] = "移除验证方式",
        [AccountLog.CodesMade] = "换恢复码",
    };

    private static readonly Dictionary<string, string> Means = new()
    {
        [Factors.Password] = "密码",
        [Factors.AppCode] = "验证器",
        [Factors.RecoveryCode] = "恢复码",
        [Factors.Passkey] = "通行密钥",
        [Tickets.Welcome] = "登记码",
    };

    public Task<FactorsOf> FactorsAsync(string person, CancellationToken cancellationToken) => factors.OfAsync(person, cancellationToken);

    public async Task<IReadOnlyList<AccountLine>> LinesAsync(AccountRow account, CancellationToken cancellationToken) =>
        [.. (await log.LastAsync(account.PersonId, visitors.KeyOf(account.Username), cancellationToken)).Select(Line)];

    /// <summary>2026-03-02 09:30</summary>
    public string Stamp(DateTimeOffset at) => Words.Stamp(TimeZoneInfo.ConvertTime(at, house.Calendar.Zone));

    private AccountLine Line(AccountEventRow row) =>
        new(Stamp(row.At), Acts.GetValueOrDefault(row.What, row.What), string.Join("、", row.Means.Split(' ').Select(word => Means.GetValueOrDefault(word, word))), row.Address, row.Device, row.What == AccountLog.Refused);
}
