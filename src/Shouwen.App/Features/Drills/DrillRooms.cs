using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Policies;
using Shouwen.Storage;

namespace Shouwen.App.Features.Drills;

/// <summary>The exercise rooms of this node, by the number of the drill. A room lies in a folder and is opened when somebody asks for it.</summary>
internal sealed class DrillRooms(ShouwenOptions options, IConfiguration configuration, IHostEnvironment environment, House house, RuleBook book, Scenarios scenarios, CaseReader cases, TimeProvider clock) : IAsyncDisposable
{
    private readonly Dictionary<string, DrillRoom> open = [];
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>The room of a drill that has been entered and is not over, or null.</summary>
    public async Task<DrillRoom?> FindAsync(string number, CancellationToken cancellationToken)
    {
        if (!DrillRoom.IsIn(FolderOf(number)))
        {
            return null;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            return open.GetValueOrDefault(number) ?? (DrillRoom.IsIn(FolderOf(number)) ? open[number] = await DrillRoom.OpenAsync(number, FolderOf(number), new(options, configuration, environment, house, book, clock)) : null);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The same; the first to enter a drill that has been started opens its room. Null where the drill has no scenario, has not been started or is over.</summary>
    public async Task<DrillRoom?> EnterAsync(string number, CancellationToken cancellationToken)
    {
        if (await FindAsync(number, cancellationToken) is { } room)
        {
            return room;
        }

        if (await cases.ReadAsync(AggregateKind.Drill, number, cancellationToken) is not { } drill || !IsOn(drill.Complaint) || scenarios.Of(drill.Complaint.Data.Text("scenario")) is not { } scenario)
        {
            return null;
        }

        DrillRoom.Lay(FolderOf(number), scenario, clock);
        return await FindAsync(number, cancellationToken);
    }

    /// <summary>Closes a room for good and deletes all that was in it.</summary>
    public async Task CloseAsync(string number)
    {
        await one.WaitAsync();
        try
        {
            if (open.Remove(number, out var room))
            {
                await room.DisposeAsync();
            }

            if (Directory.Exists(FolderOf(number)))
            {
                Directory.Delete(FolderOf(number), recursive: true);
            }
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Whether a drill has been started and is not over.</summary>
    public static bool IsOn(Complaint drill) => !drill.HasEnded && drill.Entries.Any(entry => entry.Action == "start-drill") && drill.Entries.All(entry => entry.Action != "end-drill");

    public async ValueTask DisposeAsync()
    {
        foreach (var room in open.Values)
        {
            await room.DisposeAsync();
        }
    }

    // Numbers of drills are letters and digits; anything else names no folder of ours.
    private string FolderOf(string number) => Path.Combine(Path.GetFullPath(options.DataFolder), "drills", number.All(char.IsAsciiLetterOrDigit) ? number : "-");
}
