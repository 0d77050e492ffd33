using System.Globalization;
using System.Text;

namespace Shouwen.Bench;

/// <summary>One measured number.</summary>
/// <param name="Of">What it is compared with, by its name within the same database and size; null: nothing.</param>
internal sealed record Finding(string Database, int Complaints, string What, double Value, string Unit, string? Of = null);

/// <summary>Collects what was measured and prints it: one table for all.</summary>
internal sealed class Findings
{
    private readonly List<Finding> found = [];

    public void Add(Finding finding)
    {
        found.Add(finding);
        Console.Error.WriteLine($"{finding.Database} {finding.Complaints:N0} {finding.What}: {Text(finding.Value)} {finding.Unit}");
    }

    /// <summary>A line for each thing measured, a column for each database and size; a percentage where it is compared with another line.</summary>
    public string Table()
    {
        var columns = found.Select(finding => (finding.Database, finding.Complaints)).Distinct().Order().ToList();
        var table = new StringBuilder("| |");
        columns.ForEach(column => table.Append(CultureInfo.InvariantCulture, $" {column.Database}{(column.Complaints == 0 ? "" : $", {column.Complaints:N0}")} |"));
        table.Append(CultureInfo.InvariantCulture, $"\n|---|{string.Concat(columns.Select(_ => "--:|"))}\n");
        foreach (var line in found.GroupBy(finding => (finding.What, finding.Unit)))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {line.Key.What}, {line.Key.Unit} |");
            columns.ForEach(column => table.Append(CultureInfo.InvariantCulture, $" {Cell(line.LastOrDefault(finding => (finding.Database, finding.Complaints) == column))} |"));
            table.Append('\n');
        }

        return table.ToString();
    }

    private string Cell(Finding? finding) => finding is null ? ""
        : found.LastOrDefault(other => other.Database == finding.Database && other.Complaints == finding.Complaints && other.What == finding.Of) is { Value: > 0 } of ? $"{Text(finding.Value)} ({finding.Value / of.Value:P0})" : Text(finding.Value);

    private static string Text(double value) => value.ToString(value < 10 ? "0.##" : value < 100 ? "0.#" : "N0", CultureInfo.InvariantCulture);
}
