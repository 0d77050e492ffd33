using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.App.Api;
using Shouwen.App.Features.SignIn;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Policies;
using Shouwen.Storage;
using Shouwen.Storage.Journal;
using Shouwen.Storage.Rows;
using Shouwen.Testing;

namespace Shouwen.Bench;

/// <summary>The sample bank's rules and a database, put together as the server does, for what is measured or made inside this process.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private static readonly Lazy<RuleBook> Rules = new(() => RuleBook.Open(AppContext.BaseDirectory));

    private readonly ServiceProvider services;

    private Workshop(TestDatabase database, House house)
    {
        House = house;
        services = new ServiceCollection().AddLogging().AddSingleton(house).AddSingleton<IPasswordHasher<AccountRow>, PasswordHasher<AccountRow>>().AddSingleton<Tickets>().AddSingleton<Accounts>().AddSingleton<ApiKeys>()
            .AddSingleton<PolicyParser>((id, file) => PolicyReader.Read(file, id, Book.Posts.Keys.ToHashSet()))
            .AddShouwenStorage(new StorageFolders(database.Folder), database.Configure).BuildServiceProvider();
    }

    public static RuleBook Book => Rules.Value;

    public House House { get; }

    public IServiceProvider Services => services;

    public static async Task<Workshop> OpenAsync(TestDatabase database, HolidayData? holidays = null, CancellationToken cancellation = default)
    {
        var institution = Book.Institutions["sample-bank"];
        var policies = Book.VersionsOf(institution.Adopts).ToList();
        var calendar = new Calendar(holidays ?? Book.Holidays, TimeZoneInfo.FindSystemTimeZoneById(institution.TimeZone), institution.Graces, institution.ClosingDays);
        var workshop = new Workshop(database, new(institution, policies, calendar));
        await StorageSetup.MigrateAsync(workshop.services, cancellation);
        await workshop.Get<PolicyShelf>().KeepAsync([.. policies.Select(policy => (policy, File.ReadAllBytes(Book.FileOf(policy)!)))], cancellation); // it was read from one
        return workshop;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>The journals of all complaints in the database.</summary>
    public async Task<IReadOnlyList<Complaint>> ComplaintsAsync(CancellationToken cancellation)
    {
        await using var context = await Get<IDbContextFactory<ShouwenDbContext>>().CreateDbContextAsync(cancellation);
        var numbers = await context.Complaints.OrderBy(row => row.Number).Select(row => row.Number).ToListAsync(cancellation);
        return [.. (await Get<StreamStore>().LoadManyAsync(context, AggregateKind.Complaint, numbers, cancellation)).Select(stream => Complaint.From(stream.Entries))];
    }

    /// <summary>What decides about a complaint received on a day.</summary>
    public Surroundings On(DateOnly day) => new(House.Institution, [.. House.Policies.Where(policy => policy.IsInForceOn(day))], House.Calendar);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
