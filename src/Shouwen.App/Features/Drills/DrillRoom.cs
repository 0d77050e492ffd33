using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Shouwen.App.Playing;
using Shouwen.App.Web;
using Shouwen.Policies;
using Shouwen.Storage;

namespace Shouwen.App.Features.Drills;

/// <summary>What the real server lends to a room: its settings and rules, nothing that it keeps.</summary>
internal sealed record RoomGround(ShouwenOptions Options, IConfiguration Configuration, IHostEnvironment Environment, House House, RuleBook Book, TimeProvider Clock);

/// <summary>
/// The exercise room of one drill: the whole product once more in this process, on a database, files and keys of its own in a folder of its own, at the exercise's time. It listens nowhere, sends nothing,
/// and knows of the real house only the organisation and the rules.
/// </summary>
internal sealed class DrillRoom : IAsyncDisposable
{
    private const string ScenarioFile = "scenario.yaml", NotesFile = "room.json";

    private readonly WebApplication app;
    private readonly RoomServer server;

    private DrillRoom(Scenario scenario, DrillClock clock, RoomServer server, WebApplication app) => (Scenario, Clock, this.server, this.app) = (scenario, clock, server, app);

    public Scenario Scenario { get; }

    public DrillClock Clock { get; }

    public Director Director => app.Services.GetRequiredService<Director>();

    /// <summary>Whether a folder holds a room.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, NotesFile));

    /// <summary>Lays out a new room; its clock begins now.</summary>
    public static void Lay(string folder, Scenario scenario, TimeProvider clock)
    {
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Copy(scenario.File, Path.Combine(folder, ScenarioFile), overwrite: true);
        Write(folder, new(clock.GetUtcNow(), TimeSpan.Zero, []));
    }

    /// <summary>Opens a room that has been laid out, for the first time or after a restart.</summary>
    /// <exception cref="InvalidDataException">Its scenario does not fit the institution any more.</exception>
    public static async Task<DrillRoom> OpenAsync(string number, string folder, RoomGround ground)
    {
        var scenario = Scenario.Read(Path.Combine(folder, ScenarioFile), ground.Book, ground.House) ?? throw new InvalidDataException($"The scenario of the drill {number} names what the institution does not have any more.");
        var notes = JsonSerializer.Deserialize<RoomNotes>(await File.ReadAllBytesAsync(Path.Combine(folder, NotesFile))) ?? throw new InvalidDataException($"The notes of the drill {number} are empty.");
        var clock = new DrillClock(ground.Clock, scenario.Begins, notes.StartedAt, notes.Skipped);
        var server = new RoomServer();
        var script = new Script(scenario, notes, changed => Write(folder, changed));
        var app = await ShouwenHost.BuildAsync(ground, ground.Options.ForExercise(new(number, scenario.Title), folder), services =>
        {
            services.AddSingleton<IServer>(server).AddSingleton<IHostLifetime, NoLifetime>();
            services.AddSingleton<TimeProvider>(clock).AddSingleton(clock);
            services.AddSingleton(ground.Book).AddSingleton(new House(ground.House.Institution with { Name = "演练·" + ground.House.Institution.Name }, ground.House.Policies, ground.House.Calendar));
            services.AddSingleton(script).AddSingleton<StepPlayer>().AddSingleton<Director>().AddHostedService(provider => provider.GetRequiredService<Director>());
        });
        await app.StartAsync();
        return new(scenario, clock, server, app);
    }

    /// <summary>Answers a request in the room.</summary>
    /// <param name="user">Who asks, as the real server knows.</param>
    public Task AnswerAsync(HttpContext received, ClaimsPrincipal user)
    {
        received.Features.Set(new DrillVisitor(user));
        return server.AnswerAsync(received);
    }

    /// <summary>What the rules have demanded so far, and how it was met.</summary>
    public async Task<DrillScore> ScoreAsync(CancellationToken cancellationToken)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellationToken);
        var demands = await db.Obligations.AsNoTracking().Where(row => row.CancelledAt == null && row.WaivedAt == null)
            .Select(row => new Demand(row.PolicyId, row.Clause, row.Name, row.StartedAt, row.TriggeredAt, row.DueAt, row.DischargedAt)).ToListAsync(cancellationToken);
        var now = Clock.GetUtcNow();
        return DrillScore.Of(demands.Where(demand => demand.TriggeredAt <= now), now, Director.Moments);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static void Write(string folder, RoomNotes notes)
    {
        var (file, next) = (Path.Combine(folder, NotesFile), Path.Combine(folder, NotesFile + ".new"));
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(notes));
        File.Move(next, file, overwrite: true);
    }

    // The real server hears the signals of the system, and closes the rooms.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
