using System.Globalization;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Funds;

/// <summary>The compensation fund of one year as its journal tells it, in yuan: every movement is an entry.</summary>
/// <param name="Budget">As last set.</param>
/// <param name="Commitments">What approved or pending proposals mean to pay, by complaint.</param>
/// <param name="Paid">All payouts.</param>
public sealed record Fund(string Number, decimal Budget, IReadOnlyDictionary<string, decimal> Commitments, decimal Paid)
{
    private static readonly string[] Endings = ["decline", "withdraw", "void"];

    public decimal Committed => Commitments.Values.Sum();

    /// <summary>What may still be paid.</summary>
    public decimal Balance => Budget - Paid;

    /// <summary>What is left once everything proposed is paid.</summary>
    public decimal Free => Balance - Committed;

    /// <summary>The journal of a year has one number.</summary>
    public static string NumberOf(DateTimeOffset at) => NumberOf(at.Year);

    public static string NumberOf(int year) => "JJ" + year.ToString(CultureInfo.InvariantCulture);

    public static Fund From(Complaint journal) => Statement(journal).Select(movement => movement.After).LastOrDefault() ?? new(journal.Number ?? "", 0, new Dictionary<string, decimal>(), 0);

    /// <summary>Every movement in its order, with the fund as it stood after it.</summary>
    public static IReadOnlyList<(Entry Entry, Fund After)> Statement(Complaint journal)
    {
        var movements = new List<(Entry, Fund)>();
        var fund = new Fund(journal.Number ?? "", 0, new Dictionary<string, decimal>(), 0);
        foreach (var entry in journal.Entries.Where(entry => entry.Action is "set-budget" or "commit-fund" or "draw-fund"))
        {
            fund = fund.Moved(entry);
            movements.Add((entry, fund));
        }

        return movements;
    }

    /// <summary>Whether an act may move the fund, so that deciding on it must read the fund.</summary>
    public static bool IsTouchedBy(Complaint complaint, Proposal proposal) => proposal.Action.Name switch
    {
        "propose" => proposal.Fields.Flag("compensation.from-fund") || IsProposedFrom(complaint),
        "compensate" => proposal.Fields.Flag("from-fund"),
        "reject" => IsProposedFrom(complaint),
        var name => Endings.Contains(name) && IsProposedFrom(complaint),
    };

    /// <summary>What an entry of a complaint does to the fund: the system's entry there and its amount, or null.</summary>
    public static (string Action, decimal Amount)? Movement(Complaint complaint, Entry entry, Complaint fund)
    {
        var committed = From(fund).Commitments.GetValueOrDefault(complaint.Number ?? "");
        return entry.Action switch
        {
            "compensate" when entry.Data.Flag("from-fund") => ("draw-fund", entry.Data.Number("amount") ?? 0),
            "propose" when entry.Data.Flag("compensation.from-fund") => ("commit-fund", entry.Data.Number("compensation.amount") ?? 0),
            "propose" or "reject" or "decline" or "withdraw" or "void" when committed > 0 => ("commit-fund", 0),
            _ => null,
        };
    }

    private Fund Moved(Entry entry)
    {
        var (complaint, amount) = (entry.Data.Text("complaint") ?? "", entry.Data.Number("amount") ?? 0);
        return entry.Action switch
        {
            "set-budget" => this with { Budget = amount },
            "commit-fund" => this with { Commitments = Committing(complaint, amount) },
            _ => this with { Paid = Paid + amount, Commitments = Committing(complaint, Commitments.GetValueOrDefault(complaint) - amount) },
        };
    }

    private Dictionary<string, decimal> Committing(string complaint, decimal amount)
    {
        var commitments = Commitments.Where(pair => pair.Key != complaint).ToDictionary();
        if (amount > 0)
        {
            commitments[complaint] = amount;
        }

        return commitments;
    }

    private static bool IsProposedFrom(Complaint complaint) => complaint.Entries.Any(entry => entry.Action == "propose" && entry.Data.Flag("compensation.from-fund"));
}
