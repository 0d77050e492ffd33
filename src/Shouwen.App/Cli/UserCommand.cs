using System.CommandLine;
using Shouwen.App.Features.SignIn;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen user add|reset|disable|enable</c>: who of the institution's people may sign in.</summary>
internal static class UserCommand
{
    public static Command Create() => new("user", "登录账号") { Add(), Reset(), Disable(), Enable() };

    private static Command Add()
    {
        var (person, username, reason) = (Person(), new Option<string?>("--username") { Description = "登录名（默认与人员编号相同）" }, StoreSession.Reason());
        return StoreSession.Command("add", "给一名人员建账号，输出一次性登记码，由本人设密码", [person, username, reason], async (session, parse, cancellation) =>
        {
            var id = parse.GetRequiredValue(person);
            var institution = session.House.Institution;
            if (institution.Person(id) is null)
            {
                return Fail($"{institution.Name}没有编号为 {id} 的人员{Nearest.Hint(id, institution.Persons.Select(each => each.Id))}");
            }

            if (await session.Accounts.FindAsync(id, cancellation) is not null)
            {
                return Fail($"{id} 已有账号；忘了密码请用 shouwen user reset {id}");
            }

            return await session.ChangeAsync("invite-person", cancellation, ("person", id), ("reason", parse.GetValue(reason))) ? Tell(session, await session.Accounts.InviteAsync(id, parse.GetValue(username), cancellation)) : 1;
        });
    }

    private static Command Reset()
    {
        var (person, factors, reason) = (Person(), new Option<bool>("--factors") { Description = "第二步验证也清除（手机和恢复码都丢了）" }, StoreSession.Reason());
        return StoreSession.Command("reset", "收回密码，原有登录全部退出，输出一次性登记码", [person, factors, reason], async (session, parse, cancellation) =>
        {
            var id = parse.GetRequiredValue(person);
            if (await session.Accounts.FindAsync(id, cancellation) is null)
            {
                return Fail($"{id} 没有账号");
            }

            var forgets = parse.GetValue(factors);
            if (!await session.ChangeAsync("invite-person", cancellation, ("person", id), ("forget-factors", forgets), ("reason", parse.GetValue(reason))))
            {
                return 1;
            }

            if (forgets)
            {
                await session.Factors.ForgetAsync(id, cancellation);
            }

            return Tell(session, (await session.Accounts.ResetAsync(id, cancellation))!); // it is there
        });
    }

    private static Command Disable() => Switch("disable", "停用账号，立即退出登录", "suspend-account");

    private static Command Enable() => Switch("enable", "重新启用账号", "resume-account");

    private static Command Switch(string name, string description, string action)
    {
        var (person, reason) = (Person(), StoreSession.Reason());
        return StoreSession.Command(name, description, [person, reason], async (session, parse, cancellation) =>
        {
            var id = parse.GetRequiredValue(person);
            return await session.Accounts.FindAsync(id, cancellation) is null ? Fail($"{id} 没有账号")
                : await session.ChangeAsync(action, cancellation, ("person", id), ("reason", parse.GetValue(reason))) ? 0 : 1;
        });
    }

    // The code is all that lets the person in the first time; it goes to nobody else.
    private static int Tell(StoreSession session, string code)
    {
        Console.WriteLine($"一次性登记码 {Base32.Grouped(code)}（只显示这一次，24 小时内有效，只交给本人）");
        Console.WriteLine($"本人打开 {session.WelcomeLink(code)} 自己设密码");
        return 0;
    }

    private static Argument<string> Person() => new("PERSON") { Description = "人员编号，见机构文件" };

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
