using System.Text.Encodings.Web;
using System.Text.Json;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Obligations;
using Shouwen.Domain.Stories;
using Spectre.Console;

namespace Shouwen.App.Cli;

/// <summary>Prints how a story went: its steps with refusals, a table of what is owed, and the differences.</summary>
internal sealed class StoryReport(IAnsiConsole console)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Print(StoryResult result)
    {
        var mark = result.ExitCode switch { 0 => "[green]通过[/]", 1 => "[red]不符[/]", _ => "[red]有误[/]" };
        console.MarkupLine($"{mark} [bold]{Markup.Escape(result.Story.Title)}[/]  [grey]{Markup.Escape(result.Story.File)}[/]");
        foreach (var step in result.Steps)
        {
            PrintStep(step);
        }

        if (result.Obligations.Count + result.Duties.Count > 0)
        {
            console.Write(Table(result));
        }

        foreach (var difference in result.Problems.Concat(result.Differences))
        {
            console.MarkupLine($"[red]{Markup.Escape($"{result.Story.File}:{difference.At}: {difference.Message}")}[/]");
        }

        console.WriteLine();
    }

    /// <summary>One line for a story that went as told; everything for one that did not.</summary>
    public void PrintBriefly(StoryResult result)
    {
        if (result.ExitCode != 0)
        {
            Print(result);
            return;
        }

        console.MarkupLine($"[green]通过[/] {Markup.Escape(result.Story.Title)}  [grey]{Markup.Escape(result.Story.File)}[/]");
    }

    public static string ToJson(IEnumerable<StoryResult> results) => JsonSerializer.Serialize(results.Select(result => new
    {
        file = result.Story.File,
        title = result.Story.Title,
        exitCode = result.ExitCode,
        steps = result.Steps.Select(step => new
        {
            at = step.At,
            action = step.Step.Do,
            complaint = step.Complaint,
            actor = step.Actor?.Person,
            post = step.Actor?.Post,
            unit = step.Actor?.Unit,
            refusals = step.Decision.Refusals.Select(refusal => new { clauses = refusal.Clauses, code = refusal.Code, sentence = refusal.Sentence, field = refusal.Field }),
        }),
        obligations = result.Obligations.Select(owed => new
        {
            complaint = owed.Complaint,
            clause = owed.Obligation.ClauseId,
            name = owed.Obligation.Name,
            owedBy = owed.Obligation.OwedBy.Relation.Text,
            person = owed.Obligation.OwedBy.Person,
            unit = owed.Obligation.OwedBy.Unit,
            startedAt = owed.Obligation.StartedAt,
            due = owed.Obligation.Due.At,
            provisional = owed.Obligation.Due.Provisional,
            dischargedAt = owed.Obligation.DischargedAt,
            status = owed.Obligation.StatusAt(result.EndsAt).Word(),
        }),
        duties = result.Duties.Select(duty => new { clause = duty.Clause.Id, unit = duty.Unit.Id, period = duty.Period.Id, due = duty.Period.Due.At, status = duty.StatusAt(result.EndsAt).Word() }),
        differences = result.Problems.Concat(result.Differences).Select(difference => new { line = difference.At.Line, column = difference.At.Column, message = difference.Message }),
    }), Json);

    private void PrintStep(StepOutcome step)
    {
        var who = step.Actor is { } actor ? $"{actor.Post}@{actor.Unit} {actor.Person}" : "—";
        var label = ActionCatalogue.Get(step.Step.Do).Label;
        var verdict = step.Decision.IsRefused ? "[yellow]拒绝[/]" : "[grey]完成[/]";
        console.MarkupLine($"  {step.At:MM-dd HH:mm}  {verdict}  {Markup.Escape($"{step.Complaint} {label}（{step.Step.Do}） {who}")}");
        foreach (var refusal in step.Decision.Refusals)
        {
            console.MarkupLine($"                 [yellow]{Markup.Escape($"{string.Join('、', refusal.Clauses)} {refusal.Sentence}".Trim())}[/]");
        }

        foreach (var reaction in step.Decision.Entries.Skip(1))
        {
            console.MarkupLine($"                 [blue]{Markup.Escape($"{string.Join('、', reaction.Clauses)} 系统：{ActionCatalogue.Get(reaction.Action).Label} {reaction.Data.Text("to") ?? reaction.Data.Text("name")}")}[/]");
        }
    }

    private static Table Table(StoryResult result)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("投诉", "条款", "义务", "由谁", "期限", "状态");
        foreach (var (complaint, obligation) in result.Obligations)
        {
            var owedBy = $"{obligation.OwedBy.Relation.Text} {obligation.OwedBy.Person ?? obligation.OwedBy.Unit}";
            table.AddRow(new[] { complaint, obligation.ClauseId, obligation.Name, owedBy, Due(obligation.Due.At, obligation.Due.Provisional) }.Select(Markup.Escape)
                .Append(Coloured(obligation.StatusAt(result.EndsAt))).ToArray());
        }

        foreach (var duty in result.Duties)
        {
            table.AddRow(new[] { duty.Period.Id, duty.Clause.Id, duty.Rule.Name, duty.Unit.Id, Due(duty.Period.Due.At, duty.Period.Due.Provisional) }.Select(Markup.Escape)
                .Append(Coloured(duty.StatusAt(result.EndsAt))).ToArray());
        }

        return table;
    }

    // 00:00 of a day is the 24:00 that people speak of.
    private static string Due(DateTimeOffset local, bool isProvisional)
    {
        var text = local.TimeOfDay == TimeSpan.Zero ? FormattableString.Invariant($"{local.AddDays(-1):yyyy-MM-dd} 24:00") : FormattableString.Invariant($"{local:yyyy-MM-dd HH:mm}");
        return isProvisional ? text + "（暂）" : text;
    }

    private static string Coloured(ObligationStatus status) => status switch
    {
        ObligationStatus.Overdue or ObligationStatus.Late => $"[red]{status.Word()} {status.Label()}[/]",
        ObligationStatus.Open => $"[green]{status.Word()} {status.Label()}[/]",
        _ => $"[grey]{status.Word()} {status.Label()}[/]",
    };
}
