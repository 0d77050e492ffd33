using Shouwen.App.Features;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Features.Drills;
using Shouwen.App.Features.SignIn;
using Shouwen.App.Features.Worklist;
using Shouwen.App.Ui;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Institutions;
using Shouwen.Storage;

namespace Shouwen.App.Web;

/// <summary>Loads the frame of a staff page: who, when, what waits, and the sentence about what was just done.</summary>
internal sealed class Shell(CurrentActor who, House house, Flash flash, ShouwenOptions options, IServiceProvider services)
{
    private const int DaysAhead = 14;

    public async Task<ShellModel> LoadAsync(CancellationToken cancellationToken)
    {
        var now = TimeZoneInfo.ConvertTime(services.GetRequiredService<TimeProvider>().GetUtcNow(), house.Calendar.Zone);
        var person = new ShellPerson(who.Person.Name, who.Person.StaffNumber ?? who.Person.Id, who.PostLabel);
        return new(house.Institution.Name, now, person)
        {
            Flash = flash.Take(),
            Menu = StaffMenu.Of(who.Institution.Posts[who.Post.Post]),
            NextHoliday = NextHoliday(house.Calendar.DateOf(now)),
            Counts = new Dictionary<string, MenuCount> { ["/"] = await WaitingAsync(now, cancellationToken) },
            NoticesPath = who.May(Capability.ReadCases) ? "/notices" : null,
            SearchPath = who.May(Capability.ReadCases) ? ListExportEndpoints.Find : null,
            AccountPath = IsReal ? SignInLinks.Account : null,
            SignOutPath = IsReal ? SignInEndpoints.SignOutPath : null,
            SwitchPostPath = IsReal ? SignInEndpoints.SwitchPostPath : null,
            OtherPosts = [.. who.OtherPosts.Select(post => new ShellPost(ActorClaims.TextOf(post), who.LabelOf(post)))],
            Exercise = options.Exercise is { } exercise ? ExerciseOf(exercise) : null,
        };
    }

    // In an exercise room the session is still the real server's.
    private bool IsReal => options.Exercise is null;

    private ShellExercise ExerciseOf(Exercise exercise) =>
        new(exercise.Title, DrillLinks.Leave, who.May("start-drill") ? DrillLinks.Skip : null, services.GetRequiredService<Director>().NextAt is { } next ? TimeZoneInfo.ConvertTime(next, house.Calendar.Zone) : null);

    // What this person owes; red when some of it is overdue.
    private async Task<MenuCount> WaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var owed = await services.GetRequiredService<WorkQuery>().CountAsync(WorkScope.Mine, now, house.Calendar.EndOf(house.Calendar.DateOf(now)), cancellationToken);
        return new(owed.All, owed.Overdue > 0);
    }

    private string? NextHoliday(DateOnly today)
    {
        var days = Enumerable.Range(1, DaysAhead).Select(ahead => house.Calendar.Describe(today.AddDays(ahead))).ToList();
        var first = days.Find(day => day.Kind == DayKind.Holiday);
        var makeUp = days.Where(day => day.Kind == DayKind.MakeUpWorkday).Select(day => $"{Words.Day(day.Date)}补班");
        string[] words = [.. first is null ? [] : new[] { $"{Words.Day(first.Date)}起放假" }, .. makeUp];
        return words.Length == 0 ? null : string.Join(" · ", words);
    }
}
