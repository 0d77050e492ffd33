using System.CommandLine;
using Shouwen.App.Api;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen key add|list|revoke</c>: keys of other systems that call the API.</summary>
internal static class KeyCommand
{
    private const int UsualDays = 365;

    public static Command Create() => new("key", "接口密钥") { Add(), List(), Revoke() };

    private static Command Add()
    {
        var name = Name();
        var actsAs = new Option<string>("--as") { Description = "以谁的身份：人员编号，或 岗位@单位", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = "complaints:read、complaints:write（默认两项）", DefaultValueFactory = _ => [.. ApiPolicy.Scopes], AllowMultipleArgumentsPerToken = true };
        scopes.AcceptOnlyFromAmong([.. ApiPolicy.Scopes]);
        var channel = new Option<string?>("--channel") { Description = "只登记这一渠道的投诉，也只看自己登记的，如 hotline" };
        channel.AcceptOnlyFromAmong([.. Vocabulary.Channels.Select(each => each.Value)]);
        var days = new Option<int>("--days") { Description = "有效天数", DefaultValueFactory = _ => UsualDays };
        var reason = StoreSession.Reason();
        return StoreSession.Command("add", "建一个密钥，只显示这一次", [name, actsAs, scopes, channel, days, reason], async (session, parse, cancellation) =>
        {
            var who = parse.GetRequiredValue(actsAs);
            if (session.House.Institution.Resolve(who) is not { } actor || session.House.Institution.Person(actor.Person) is not { } person)
            {
                return Fail($"{session.House.Institution.Name}没有 {who}");
            }

            var post = person.Posts.First(held => held.Post == actor.Post && held.Unit == actor.Unit);
            var (called, acts, only, expires) = (parse.GetRequiredValue(name), ApiKeys.ActsAs(person, post), parse.GetValue(channel), TimeProvider.System.GetUtcNow().AddDays(parse.GetValue(days)));
            var granted = parse.GetRequiredValue(scopes);
            if (!await session.ChangeAsync("issue-key", cancellation, ("name", called), ("acts-as", acts), ("scopes", granted), ("channel", only), ("until", expires), ("reason", parse.GetValue(reason))))
            {
                return 1;
            }

            Console.WriteLine(await session.ApiKeys.AddAsync(called, acts, granted, only, expires, cancellation));
            return 0;
        });
    }

    private static Command List() => StoreSession.Command("list", "列出密钥（不含密钥本身）", [], async (session, _, cancellation) =>
    {
        foreach (var key in await session.ApiKeys.AllAsync(cancellation))
        {
            var state = key.RevokedAt is { } revoked ? $"已于 {revoked:yyyy-MM-dd} 作废" : $"有效至 {key.ExpiresAt:yyyy-MM-dd}";
            Console.WriteLine($"{key.Name}  {key.ActsAs}  {key.Scopes}  {state}");
        }

        return 0;
    });

    private static Command Revoke()
    {
        var (name, reason) = (Name(), StoreSession.Reason());
        return StoreSession.Command("revoke", "作废密钥，立即生效", [name, reason], async (session, parse, cancellation) =>
        {
            var called = parse.GetRequiredValue(name);
            return !(await session.ApiKeys.AllAsync(cancellation)).Any(key => key.Name == called && key.RevokedAt is null) ? Fail($"没有名为 {called} 的有效密钥")
                : await session.ChangeAsync("revoke-key", cancellation, ("name", called), ("reason", parse.GetValue(reason))) ? 0 : 1;
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "密钥的名称，如 hotline" };

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
