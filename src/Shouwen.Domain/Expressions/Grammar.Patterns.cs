using Shouwen.Domain.Actions;

namespace Shouwen.Domain.Expressions;

// Patterns, and what names and words mean.
public sealed partial class Grammar
{
    private Pattern PatternAlternatives()
    {
        var start = Peek.Offset;
        var options = new List<PatternOption> { Option() };
        while (TryTake("or"))
        {
            options.Add(Option());
        }

        return new(options, text[start..Peek.Offset].Trim());
    }

    private PatternOption Option()
    {
        int? nth = Peek.Text.Length > 2 && char.IsAsciiDigit(Peek.Text[0]) && int.TryParse(Peek.Text[..^2], out var n) && Peek.Text[^2..] is "st" or "nd" or "rd" or "th" ? n : null;
        if (nth is not null)
        {
            next++;
        }

        var isReceipt = Peek.Text == "receipt";
        var action = TakeAction();
        entry = action;
        var where = FieldValues(action);
        if (TryTake("where"))
        {
            var condition = And();
            where = where == Expression.True ? condition : new Binary("and", where, condition);
        }

        return new(action.Name, where, nth, TryTake("since") ? TakeAction().Name : null) { IsReceipt = isReceipt };
    }

    private ActionType TakeAction()
    {
        var word = Take();
        var name = word.Text == "receipt" ? "register" : word.Text;
        return ActionCatalogue.Find(name) ?? throw new ExpressionException($"没有名为“{word.Text}”的动作{Nearest.Hint(word.Text, ActionCatalogue.Names)}", word.Offset);
    }

    // "report to regulator", "record-measure kind apology": the entry's fields with their values, in words.
    private Expression FieldValues(ActionType action)
    {
        var where = Expression.True;
        while (Peek.Kind == TokenKind.Word && action.EntryField(Peek.Text) is { } field && !Reserved.Contains(Peek.Text))
        {
            next++;
            var equals = new Binary("=", new Name(field.Name), RightOf(new Name(field.Name)));
            where = where == Expression.True ? equals : new Binary("and", where, equals);
        }

        return where;
    }

    private IReadOnlyList<string> VocabularyOf(string path)
    {
        var field = entry?.EntryField(path) ?? (path.StartsWith("action.", StringComparison.Ordinal) ? ActionField(path["action.".Length..]) : null);
        return field is { Choices.Count: > 0 } ? [.. field.Choices.Select(choice => choice.Value)] : known.Facts.GetValueOrDefault(path, []);
    }

    private static FieldType? ActionField(string name) => ActionCatalogue.All.Select(action => action.Field(name)).FirstOrDefault(field => field is not null);

    private bool IsKnown(string path)
    {
        var root = path.Split('.')[0];
        return known.Facts.ContainsKey(path) || root is "facts" or "parameters" && path.Contains('.') || entry?.EntryField(root) is not null || (root is "action" or "trigger" && IsFieldOfSomeAction(path));
    }

    private static bool IsFieldOfSomeAction(string path) =>
        path.Split('.') is [_, var field, ..] && (field is "actor" or "name" || ActionField(field) is not null);
}
