using Shouwen.App.Import;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Features.Imports;

/// <summary>The form in which somebody says what the columns of a ledger are: its names, and what comes back in it.</summary>
public static class LedgerForm
{
    public const string DateFormat = "date-format";

    /// <summary>A value whose rows are not taken; one that is left out.</summary>
    public const string Reject = "?", LeaveOut = "-";

    public static string Column(int column) => FormattableString.Invariant($"column.{column}");

    public static string Value(int column, int value) => FormattableString.Invariant($"value.{column}.{value}");

    public static string Others(int column) => FormattableString.Invariant($"others.{column}");

    public static string Default(string field) => $"default.{field}";

    /// <summary>What stands in the form for a value of a column.</summary>
    public static string Shown(LedgerField field, IReadOnlyDictionary<string, string>? decided, string value) =>
        decided is null || !decided.TryGetValue(value, out var choice) ? field.IsNamed ? "" : Reject
        : choice.Length == 0 ? LeaveOut
        : field.IsNamed && field.Choices.Count(same => same.Label == LabelOf(field, choice)) == 1 ? LabelOf(field, choice) : choice;

    /// <summary>What was decided, with what is wrong with it. A column that became something else gets its values guessed anew.</summary>
    public static (LedgerPlan Plan, IReadOnlyList<Ui.FieldError> Errors) Read(IFormCollection form, LedgerJob job, LedgerPlan before, LedgerGuess guess)
    {
        var errors = new List<Ui.FieldError>();
        var (columns, values) = (new Dictionary<string, string>(), new Dictionary<string, IReadOnlyDictionary<string, string>>());
        for (var i = 0; i < job.Columns.Count; i++)
        {
            var column = job.Columns[i];
            if (guess.Field(form[Column(i)]) is not { } field)
            {
                continue;
            }

            if (columns.ContainsValue(field.Name))
            {
                errors.Add(new(Column(i), $"“{column.Head}”：已有一列是{field.Label}"));
            }

            columns[column.Head] = field.Name;
            values[column.Head] = before.Columns.GetValueOrDefault(column.Head) == field.Name ? Values(form, column, i, field, guess, errors) : guess.Values(field, column);
        }

        var defaults = before.Defaults.Keys.ToDictionary(name => name, name => Chosen(form, name, guess, errors));
        var plan = new LedgerPlan(columns, values, defaults, form[DateFormat].ToString().Trim());
        return (plan, [.. errors, .. Missing(job, plan, guess)]);
    }

    /// <summary>What an action needs and neither a column nor a default gives.</summary>
    public static IEnumerable<Ui.FieldError> Missing(LedgerJob job, LedgerPlan plan, LedgerGuess guess)
    {
        foreach (var step in guess.MappingOf(plan).Steps)
        {
            var action = ActionCatalogue.Get(step.Do);
            foreach (var field in action.Fields.Where(field => (field.IsRequired || (action.Opens && field.Name == "received-at")) && !step.Fields.Keys.Any(path => path.Split('.')[0] == field.Name)))
            {
                var name = $"{step.Do}.{field.Name}";
                var free = job.Columns.Select((column, i) => (column, i)).Where(pair => !plan.Columns.ContainsKey(pair.column.Head)).Select(pair => Column(pair.i)).FirstOrDefault();
                yield return new(plan.Defaults.ContainsKey(name) ? Default(name) : free, $"没有哪一列是{field.Label}，请选出来{(plan.Defaults.ContainsKey(name) ? "，或给一个固定的值" : "")}");
            }
        }
    }

    private static Dictionary<string, string> Values(IFormCollection form, LedgerColumn column, int place, LedgerField field, LedgerGuess guess, List<Ui.FieldError> errors)
    {
        var decided = new Dictionary<string, string>();
        if (field.Choices.Count == 0)
        {
            return decided;
        }

        for (var j = 0; j < column.Values.Count; j++)
        {
            Decide(column.Values[j], Value(place, j));
        }

        Decide(LedgerPlan.Others, Others(place));
        return decided;

        void Decide(string value, string name)
        {
            var written = form[name].ToString().Trim();
            if (written == LeaveOut)
            {
                decided[value] = "";
            }
            else if (written is not (Reject or ""))
            {
                if (guess.Value(field, written) is { } choice)
                {
                    decided[value] = choice;
                }
                else
                {
                    errors.Add(new(name, $"{column.Head}“{value}”：没有名为“{written}”的{field.Label}"));
                }
            }
        }
    }

    private static string Chosen(IFormCollection form, string name, LedgerGuess guess, List<Ui.FieldError> errors)
    {
        var written = form[Default(name)].ToString().Trim();
        if (written.Length == 0 || guess.Field(name) is not { Choices.Count: > 0 } field)
        {
            return written;
        }

        if (guess.Value(field, written) is { } choice)
        {
            return choice;
        }

        errors.Add(new(Default(name), $"没有名为“{written}”的{field.Label}"));
        return "";
    }

    private static string LabelOf(LedgerField field, string choice) => field.Choices.FirstOrDefault(same => same.Value == choice)?.Label ?? choice;
}
