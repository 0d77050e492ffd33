using System.CommandLine;
using Shouwen.App.Demo;
using Shouwen.App.Web;
using Shouwen.Policies;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen demo</c>: fills an empty database with a year of invented complaints.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var command = new Command("demo", "向空的数据库写入一年的演示投诉");
        foreach (var option in StoreOptions.Create())
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => RunAsync(StoreOptions.Read(parsed), TimeProvider.System.GetUtcNow(), cancellation));
        return command;
    }

    /// <summary>Fills and tells how it went; also the first start of a demo server does this.</summary>
    public static async Task<int> RunAsync(ShouwenOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var (complaints, refusals) = await WithProgressAsync(progress => DemoWriter.FillAsync(options, Roots.Find(options.Root), now, progress, cancellation));
        var console = Terminal.Open();
        if (complaints > 0)
        {
            console.WriteLine($"已写入演示投诉 {complaints} 件");
        }

        foreach (var (reason, times) in refusals.OrderByDescending(pair => pair.Value))
        {
            console.WriteLine($"  没有办成 {reason}：{times} 件");
        }

        return 0;
    }

    private static async Task<T> WithProgressAsync<T>(Func<Action<int, int>, Task<T>> run) => Console.IsOutputRedirected
        ? await run(Begun)
        : await AnsiConsole.Progress().StartAsync(progress =>
        {
            var bar = progress.AddTask("演示数据");
            return run((done, all) => bar.Value(100.0 * done / all));
        });

    private static void Begun(int done, int all)
    {
        if (done == 0)
        {
            Console.WriteLine("正在写入一年的演示投诉，请稍候……");
        }
    }
}
