using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Web;
using Shouwen.Storage.Keys;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen master-key status|rotate|rewrap|retire</c>: replaces the key outside the database under which all complaints' keys lie, while servers run.</summary>
internal static class MasterKeyCommand
{
    public static Command Create() => new("master-key", "主密钥：更换时服务器照常运行") { Status(), Rotate(), Rewrap(), Retire() };

    private static readonly Option<bool> OnlyMake = new("--only-make") { Description = "只生成新主密钥，先把它分发到各节点，再用 rewrap 换" };

    private static Command Status() => JournalCommand.OnStore("status", "各主密钥下还有多少", [], async (services, _, cancellation) =>
    {
        Tell(await services.GetRequiredService<MasterKeyRotation>().StatusAsync(cancellation));
        return 0;
    });

    private static Command Rotate() => JournalCommand.OnStore("rotate", "生成新主密钥，把所有密钥改由它加密；中断后用 rewrap 接着换", [OnlyMake], async (services, parsed, cancellation) =>
    {
        var keys = services.GetRequiredService<KeyRing>();
        await CheckAsync(services, keys, cancellation);
        keys.MakeMasterKey();
        Terminal.Open().WriteLine($"已生成新主密钥 {keys.MasterKeyId}，请立即备份密钥文件夹");
        return parsed.GetValue(OnlyMake) ? 0 : await RewrapAsync(services, cancellation);
    });

    private static Command Rewrap() => JournalCommand.OnStore("rewrap", "接着把旧主密钥下的改由现在的主密钥加密", [], (services, _, cancellation) => RewrapAsync(services, cancellation));

    private static Command Retire() => JournalCommand.OnStore("retire", "旧主密钥下已经没有内容时，把它移到 keys/retired", [], async (services, _, cancellation) =>
    {
        var status = await services.GetRequiredService<MasterKeyRotation>().StatusAsync(cancellation);
        if (status.Left > 0)
        {
            Console.Error.WriteLine($"旧主密钥下还有 {status.Left} 项，请先运行 shouwen master-key rewrap");
            return 1;
        }

        var retired = services.GetRequiredService<KeyRing>().RetireMasterKeys();
        Terminal.Open().WriteLine(retired == 0 ? "没有旧主密钥" : $"已停用 {retired} 个旧主密钥，移到 keys/retired；停用前的备份都过期后再删除");
        return 0;
    });

    // A folder that is not this database's must not get another key.
    private static async Task CheckAsync(IServiceProvider services, KeyRing keys, CancellationToken cancellation)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<Storage.ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        var held = keys.MasterKeyIds;
        if (await context.StreamKeys.Where(row => !held.Contains(row.MasterKeyId)).Select(row => row.MasterKeyId).FirstOrDefaultAsync(cancellation) is { } foreign)
        {
            throw new StartRefusedException($"数据库里有主密钥 {foreign} 下的内容，而密钥文件夹里没有它：请先放回原来的密钥文件夹");
        }
    }

    private static async Task<int> RewrapAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var rotation = services.GetRequiredService<MasterKeyRotation>();
        var done = await rotation.RewrapAsync(Console.IsOutputRedirected ? null : new Progress<long>(count => Console.Error.Write($"\r已换 {count} 项")), cancellation);
        Terminal.Open().WriteLine($"已换 {done} 项");
        Tell(await rotation.StatusAsync(cancellation));
        return 0;
    }

    private static void Tell(MasterKeyStatus status)
    {
        var console = Terminal.Open();
        foreach (var (id, count) in status.Streams.OrderBy(key => key.Key != status.Present))
        {
            console.WriteLine($"{id}  {count} 个案件密钥{(id == status.Present ? "（现在的主密钥）" : "")}");
        }

        console.WriteLine(status.Left == 0 ? "旧主密钥下没有内容" : $"旧主密钥下还有 {status.Left} 项");
    }
}
