using Shouwen.App.Cli;
using Shouwen.App.Features.SignIn;

namespace Shouwen.App.Web;

/// <summary>What is done before the first request: the tables, the rules, and somebody who can sign in.</summary>
internal static class FirstStart
{
    public static async Task PrepareAsync(IServiceProvider services, ShouwenOptions options)
    {
        if (options.DemoData ?? options.Demo)
        {
            await DemoCommand.RunAsync(options, services.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None);
        }

        await Store.PrepareAsync(services, CancellationToken.None);
        if (options is { Database: "postgresql", UnsafeDatabase: false })
        {
            await DatabaseCheck.CheckAsync(services, CancellationToken.None);
        }

        if (options.Exercise is not null)
        {
            return; // nobody signs in there
        }

        if (options.Demo)
        {
            var password = options.DemoPassword ?? Accounts.NewPassword();
            await DemoAccounts.SetUpAsync(services, password);
            Console.WriteLine($"演示账号列在登录页，这次的密码是 {password}");
        }
        else if (!await services.GetRequiredService<Accounts>().AnyAsync(CancellationToken.None))
        {
            Console.WriteLine("还没有人能登录。请先建账号：shouwen user add 人员编号 --reason 首次启用");
        }
    }
}
