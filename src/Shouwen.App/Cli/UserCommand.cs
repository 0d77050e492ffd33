using System.CommandLine;
using Shouwen.App.Features.SignIn;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen user add|password|disable|enable</c>: who of the institution's people may sign in.</summary>
internal static class UserCommand
{
    public static Command Create() => new("user", "登录账号") { Add(), Password(), Disable(), Enable() };

    private static Command Add()
    {
        var (person, username) = (Person(), new Option<string?>("--username") { Description = "登录名（默认与人员编号相同）" });
        return StoreSession.Command("add", "给一名人员建账号，输出初始密码", [person, username], async (session, parse, cancellation) =>
        {
            var id = parse.GetRequiredValue(person);
            var institution = session.House.Institution;
            if (institution.Person(id) is null)
            {
                return Fail($"{institution.Name}没有编号为 {id} 的人员{Nearest.Hint(id, institution.Persons.Select(each => each.Id))}");
            }

            if (await session.Accounts.FindAsync(id, cancellation) is not null)
            {
                return Fail($"{id} 已有账号；要换密码请用 shouwen user password {id}");
            }

            return await GiveAsync(session, id, parse.GetValue(username) ?? id, cancellation);
        });
    }

    private static Command Password()
    {
        var person = Person();
        return StoreSession.Command("password", "换一个初始密码，原有登录全部退出", [person], async (session, parse, cancellation) =>
        {
            var id = parse.GetRequiredValue(person);
            return await session.Accounts.FindAsync(id, cancellation) is { } account ? await GiveAsync(session, id, account.Username, cancellation) : Fail($"{id} 没有账号");
        });
    }

    private static Command Disable() => Switch("disable", "停用账号，立即退出登录", disabled: true);

    private static Command Enable() => Switch("enable", "重新启用账号", disabled: false);

    private static Command Switch(string name, string description, bool disabled)
    {
        var person = Person();
        return StoreSession.Command(name, description, [person], async (session, parse, cancellation) =>
        {
            var id = parse.GetRequiredValue(person);
            return await session.Accounts.DisableAsync(id, disabled, cancellation) ? 0 : Fail($"{id} 没有账号");
        });
    }

    private static async Task<int> GiveAsync(StoreSession session, string person, string username, CancellationToken cancellation)
    {
        var password = Accounts.NewPassword();
        await session.Accounts.SetPasswordAsync(person, username, password, mustChange: true, cancellation);
        Console.WriteLine($"登录名 {username}  初始密码 {password}（只显示这一次，首次登录须更换）");
        return 0;
    }

    private static Argument<string> Person() => new("PERSON") { Description = "人员编号，见机构文件" };

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
