using Shouwen.App.Features.Complaints;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Storage;

namespace Shouwen.App.Features.Audits;

/// <summary>One change of the configuration.</summary>
/// <param name="Said">新增新来的，任…；the same sentence as in the journal of the organisation.</param>
public sealed record ConfigurationChange(Entry Entry, string By, string Kind, string Said);

/// <summary>Searches the journal of the organisation and of the configuration files. It is one stream of some thousand entries, read whole.</summary>
public sealed class ConfigurationFinder(CaseReader reader, ConfigurationLog log, CurrentActor who, House house, TimeProvider clock)
{
    /// <summary>The kinds of change there are, those of the files first.</summary>
    public static IReadOnlyList<ActionType> Kinds { get; } = [.. ActionCatalogue.All.Where(action => action.Aggregate == AggregateKind.Organisation)];

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<ConfigurationChange>> FindAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        await SightAsync(cancellationToken) is { } sight ? [.. sight.Complaint.Entries.Reverse().Select(entry => Change(entry, sight)).Where(change => Fits(change, filter))] : [];

    /// <summary>One change with what it made different; null where there is none.</summary>
    public async Task<(ConfigurationChange Change, IReadOnlyList<SettingDifference> Settings, IReadOnlyList<FileVersions> Files)?> OneAsync(int position, CancellationToken cancellationToken)
    {
        if (await SightAsync(cancellationToken) is not { } sight || sight.Complaint.Entries.FirstOrDefault(entry => entry.Position == position) is not { } entry)
        {
            return null;
        }

        var files = new List<FileVersions>();
        foreach (var file in entry.Data.Groups("files"))
        {
            files.Add(new(file.Text("file") ?? "", file.Text("was"), file.Text("hash") ?? "", await TextAsync(file.Text("was"), cancellationToken), await TextAsync(file.Text("hash"), cancellationToken)));
        }

        return (Change(entry, sight), SettingDifference.Of(house.File, sight.Complaint.Entries, entry), files);
    }

    private async Task<CaseSight?> SightAsync(CancellationToken cancellationToken) =>
        await reader.ReadAsync(AggregateKind.Organisation, Organisation.Number, cancellationToken) is { } file ? new(file.Complaint, file.Surroundings, file.Obligations, who.Actor, house.Calendar.Local(clock.GetUtcNow())) : null;

    private async Task<string?> TextAsync(string? hash, CancellationToken cancellationToken) =>
        hash is not null && await log.VersionAsync(hash, cancellationToken) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    private ConfigurationChange Change(Entry entry, CaseSight sight) =>
        new(entry, entry.Actor.IsSystem ? "系统" : $"{house.Institution.Person(entry.Actor.Person)?.Name ?? entry.Actor.Person}（{house.Institution.TitleOf(entry.Actor)}）", ActionCatalogue.Find(entry.Action)?.Label ?? entry.Action, History.Of(entry, sight).What);

    private bool Fits(ConfigurationChange change, AuditFilter filter) =>
        (filter.Kind is null || change.Entry.Action == filter.Kind)
        && (filter.Before is null || change.Entry.Position < filter.Before)
        && (filter.Words is null || change.Said.Contains(filter.Words, StringComparison.OrdinalIgnoreCase))
        && (filter.Person is not { } person || change.Entry.Actor.Person == person || (house.Institution.Person(change.Entry.Actor.Person) is { } by && (by.Name == person || by.StaffNumber == person)) || (change.Entry.Actor.IsSystem && person == "系统"))
        && (filter.From is null || house.Calendar.DateOf(change.Entry.At) >= filter.From)
        && (filter.To is null || house.Calendar.DateOf(change.Entry.At) <= filter.To);
}

/// <summary>A configuration file before and after a change.</summary>
/// <param name="Was">Hash of the version before; null where the file is new.</param>
/// <param name="Before">What it said; null where it is new or was never kept.</param>
public sealed record FileVersions(string File, string? Was, string Hash, string? Before, string? After);
