using Shouwen.Domain.Actions;
using Shouwen.Domain.Funds;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Complaints;

/// <summary>What an entry means for other journals: they get an entry of their own in the same transaction, so that two acts cannot both rely on what only one may have.</summary>
public static class Elsewhere
{
    /// <summary>Numbers of the other aggregates that deciding on a proposal reads; whoever decides loads them first.</summary>
    public static IEnumerable<string> Read(Complaint complaint, Proposal proposal) =>
    [
        .. proposal.Action.Fields.Where(field => field.Kind is FieldKind.Complaint or FieldKind.Complaints)
            .SelectMany(field => field.Kind == FieldKind.Complaint ? [proposal.Fields.Text(field.Name) ?? ""] : proposal.Fields.Texts(field.Name)).Where(number => number.Length > 0),
        .. complaint.Kind == AggregateKind.Incident ? complaint.Data.Texts("complaints") : [],
        .. proposal.Action.Aggregate == AggregateKind.Complaint && Fund.IsTouchedBy(complaint, proposal) ? [Fund.NumberOf(proposal.At)] : Array.Empty<string>(),
    ];

    /// <summary>Entries for other journals, by their number.</summary>
    /// <param name="complaint">As it stood before the entry.</param>
    internal static IReadOnlyList<(string Number, Entry Entry)> Of(Complaint complaint, Entry entry, Surroundings surroundings) => entry.Action switch
    {
        "link" or "unlink" => Linked(complaint, entry, surroundings),
        "open-incident" => Gathered(entry.Data.Texts("complaints"), "gather", "", entry, surroundings), // it has its number later
        "add-complaints" => Gathered(entry.Data.Texts("complaints").Except(complaint.Data.Texts("complaints")), "gather", complaint.Number!, entry, surroundings),
        "remove-complaint" => Gathered([entry.Data.Text("of")!], "leave-incident", complaint.Number!, entry, surroundings),
        _ => surroundings.Other(Fund.NumberOf(entry.At)) is { } fund && Fund.Movement(complaint, entry, fund) is var (action, amount)
            ? [.. Told(fund, action, new([new("complaint", complaint.Number ?? ""), new("amount", amount)]), entry, surroundings)] : [],
    };

    private static IReadOnlyList<(string, Entry)> Gathered(IEnumerable<string> numbers, string action, string incident, Entry entry, Surroundings surroundings) =>
        [.. numbers.Distinct().Select(surroundings.Other).OfType<Complaint>().SelectMany(each => Told(each, action, new([new("incident", incident)]), entry, surroundings))];

    // A link is told to the other complaint too, so that it counts the people who joined it.
    private static IReadOnlyList<(string, Entry)> Linked(Complaint complaint, Entry entry, Surroundings surroundings)
    {
        if (entry.Data.Text("to") is not { } number || surroundings.Other(number) is not { } other)
        {
            return [];
        }

        var from = new Fields([new("from", complaint.Number ?? "")]);
        return entry.Action == "unlink" ? [.. Told(other, "part", from, entry, surroundings)]
            : [.. Told(other, "join", from.With("people", (decimal)complaint.People).With("same-facts", entry.Data.Flag("same-facts")), entry, surroundings)];
    }

    private static IEnumerable<(string, Entry)> Told(Complaint other, string action, Fields data, Entry cause, Surroundings surroundings)
    {
        var told = cause with { Position = other.Version + 1, Action = action, Data = data };
        return Reactions.To(other, told, surroundings).Prepend(told).Select(entry => (other.Number!, entry)); // it was found by its number
    }
}
