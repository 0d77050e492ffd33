using System.Collections.Concurrent;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Stories;
using Shouwen.Storage;

namespace Shouwen.App.Playing;

/// <summary>Plays written steps through the same handler as everything else, now: finds who acts, and the numbers that labels stand for.</summary>
internal sealed class StepPlayer(ComplaintHandler handler, CaseReader cases, House house, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, string> numbers = new();

    /// <summary>What has been opened: its number, by label.</summary>
    public IReadOnlyDictionary<string, string> Numbers => numbers;

    /// <summary>Says what was opened before.</summary>
    public void Remember(string label, string number) => numbers[label] = number;

    /// <summary>Plays a step; null when it is needless.</summary>
    /// <param name="isNeedless">Asked with the state of what the step is about, where that is open.</param>
    public async Task<HandleResult?> PlayAsync(WrittenStep step, Func<WrittenStep, Complaint, bool>? isNeedless, CancellationToken cancellation)
    {
        var number = numbers.GetValueOrDefault(step.Label);
        var file = number is null ? null : await cases.ReadAsync(step.Kind, number, cancellation);
        if (file is not null && isNeedless?.Invoke(step, file.Complaint) == true)
        {
            return null;
        }

        var named = step with { Input = Named(step) };
        var result = await handler.HandleAsync(new(step.Action, named.Input, ActorOf(named, file)) { Number = number }, cancellation);
        if (result is Done done)
        {
            numbers[step.Label] = done.Number;
        }

        return result;
    }

    // The numbers of the complaints that it names by label.
    private RawMap Named(WrittenStep step)
    {
        var naming = ActionCatalogue.Get(step.Action).Fields.Where(field => field.Kind is FieldKind.Complaint or FieldKind.Complaints).Select(field => field.Name).ToList();
        return naming.Count == 0 ? step.Input : new(step.Input.Values.ToDictionary(pair => pair.Key, pair => naming.Contains(pair.Key) ? Number(pair.Value) : pair.Value), step.Input.Keys, step.Input.At);
    }

    private Raw Number(Raw raw) => raw switch
    {
        RawList list => new RawList([.. list.Items.Select(Number)], list.At),
        RawScalar label => label with { Text = numbers.GetValueOrDefault(label.Text, label.Text) },
        _ => raw,
    };

    private Actor ActorOf(WrittenStep step, CaseFile? file)
    {
        var (action, now) = (ActionCatalogue.Get(step.Action), TimeZoneInfo.ConvertTime(clock.GetUtcNow(), house.Calendar.Zone));
        var (fields, errors) = new ActionParser(house.Calendar.Zone).Parse(action, step.Input);
        var surroundings = file?.Surroundings ?? new Surroundings(house.Institution, house.On(house.Calendar.DateOf(now)), house.Calendar);
        return Casting.Decide(file?.Complaint ?? Complaint.Nothing, actor => new(action, fields, actor, now, errors), step.By, surroundings, Decide.On).Actor ?? Actor.System;
    }
}
