using System.CommandLine;
using System.Globalization;
using Shouwen.Domain.Actions;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary><c>shouwen policy rebind POLICY --reason REASON</c>: moves open complaints to the present version of a policy.</summary>
internal static class RebindCommand
{
    public static Command Create()
    {
        var policy = new Argument<string>("POLICY") { Description = "制度编号，如 rg-2012-13" };
        var reason = new Option<string>("--reason") { Description = "为什么改用新版，记入每件投诉的过程", Required = true };
        var onlyLook = new Option<bool>("--dry-run") { Description = "只列出会有什么变化，不改动" };
        return StoreSession.Command("rebind", "让在办投诉改用制度的现行版本，逐件记入过程", [policy, reason, onlyLook], async (session, parse, cancellation) =>
        {
            var id = parse.GetRequiredValue(policy);
            if (session.House.Policies.All(each => each.Id != id))
            {
                Console.Error.WriteLine($"本机构没有采用制度 {id}{Nearest.Hint(id, session.House.Policies.Select(each => each.Id))}");
                return 1;
            }

            var (moved, console) = (0, Terminal.Open());
            await foreach (var rebound in session.Rebind.RunAsync(id, parse.GetRequiredValue(reason), parse.GetValue(onlyLook), cancellation))
            {
                moved++;
                console.WriteLine($"{rebound.Number}  {(rebound.Moved.Count == 0 ? "时限不变" : string.Join("；", rebound.Moved.Select(each => $"{each.Clause} {Day(each.Before)} → {Day(each.After)}")))}");
            }

            console.WriteLine(parse.GetValue(onlyLook) ? $"{moved} 件在办投诉会改用现行版本，没有改动" : $"{moved} 件在办投诉已改用现行版本");
            return 0;
        });
    }

    private static string Day(DateTimeOffset? at) => at is { } moment ? moment.ToOffset(TimeSpan.FromHours(8)).AddTicks(-1).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "无";
}
