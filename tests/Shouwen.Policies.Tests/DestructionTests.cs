using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.Policies.Tests;

/// <summary>A file is destroyed only when its time is over and nobody has put it on hold: random courses of ends, archiving and holds against a reckoning of our own.</summary>
public sealed class DestructionTests
{
    private const int Courses = 25_000; // of each policy

    private static readonly RuleBook Book = RuleBook.Open(Repository.Root);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly string[] Acts = ["close", "decline", "withdraw", "void", "reopen", "archive", "hold", "release", "note"];

    [Theory]
    [InlineData("sb-securities-branch", "SB-12", 5, new[] { "archive" })]
    [InlineData("pb-2020-5", "PB-02", 3, new[] { "close", "decline", "withdraw", "void" })]
    public void Destroy_InAnyCourse_IsRefusedExactlyWhileKeptOrOnHold(string policy, string clause, int years, string[] begins)
    {
        var surroundings = new Surroundings(Book.Institutions["sample-securities"], [Book.Policies[policy]], new Calendar(Book.Holidays, Zone, Graces.Default));
        var random = new Random(20261126);
        var (destroyed, kept) = (0, 0);
        for (var i = 0; i < Courses; i++)
        {
            var entries = Course(random, surroundings, begins);
            var at = Attempt(random, entries, years, begins);

            var decision = Decide.On(Complaint.From(entries), new(ActionCatalogue.Get("destroy"), new Fields([new("approval", "销毁批1号")]), Actor.System, at, []), surroundings);

            var expected = IsKept(entries, at, years, begins) || IsOnHold(entries);
            var refused = decision.Refusals.Any(refusal => refusal.Clauses.Contains(clause));
            Assert.True(expected == refused, $"{string.Join(", ", entries.Skip(1).Select(entry => $"{entry.Action} {entry.At:yyyy-MM-dd HH:mm}"))}; destroy {at:yyyy-MM-dd HH:mm}: {(refused ? "refused" : "done")}");
            (destroyed, kept) = refused ? (destroyed, kept + 1) : (destroyed + 1, kept);
        }

        Assert.True(destroyed > Courses / 10 && kept > Courses / 10, $"{destroyed} destroyed, {kept} kept: one of them is hardly tried");
    }

    private static List<Entry> Course(Random random, Surroundings surroundings, string[] begins)
    {
        var at = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddMinutes(random.Next(3 * 366 * 24 * 60)); // a 29 February among them
        var registration = new Fields([new("channel", "letter"), new("summary", "说明不清"), new("responsible-unit", surroundings.Institution.Root.Id)]);
        List<Entry> entries = [new(1, "register", Actor.System, at, at, registration, [])];
        for (var i = random.Next(7); i > 0; i--)
        {
            at = at.AddMinutes(random.Next(400 * 24 * 60));
            entries.Add(new(entries.Count + 1, random.Next(3) == 0 ? begins[random.Next(begins.Length)] : Acts[random.Next(Acts.Length)], Actor.System, at, at, Fields.Empty, []));
        }

        return entries;
    }

    // Half of them within two days of the end of the time.
    private static DateTimeOffset Attempt(Random random, List<Entry> entries, int years, string[] begins)
    {
        var last = entries[^1].At;
        return entries.LastOrDefault(entry => begins.Contains(entry.Action)) is { } began && random.Next(2) == 0 && began.At.AddYears(years).AddMinutes(random.Next(-2880, 2880)) is var near && near > last
            ? near : last.AddMinutes(random.Next(8 * 365 * 24 * 60));
    }

    // Counted forward day by day to the same day of the month, years later; the 29th of February ends on the 28th. The last day counts to its end.
    private static bool IsKept(List<Entry> entries, DateTimeOffset at, int years, string[] begins)
    {
        if (entries.LastOrDefault(entry => begins.Contains(entry.Action)) is not { } began)
        {
            return true;
        }

        var first = began.At.ToOffset(TimeSpan.FromHours(8)).Date;
        var (day, passed) = (first, 0);
        while (passed < years)
        {
            day = day.AddDays(1);
            passed += day.Month == first.Month && (day.Day == first.Day || (first.Day == 29 && first.Month == 2 && day.Day == 28 && !DateTime.IsLeapYear(day.Year))) ? 1 : 0;
        }

        return at.ToOffset(TimeSpan.FromHours(8)).DateTime <= day.AddDays(1);
    }

    private static bool IsOnHold(List<Entry> entries)
    {
        var holds = 0;
        foreach (var entry in entries)
        {
            holds = entry.Action switch { "hold" => 1, "release" => 0, _ => holds };
        }

        return holds > 0;
    }
}
