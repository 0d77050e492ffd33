using System.Text.RegularExpressions;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage.Journal;

/// <summary>
/// Parts the fields of an entry into those that stay readable for ever and those that die with the complaint's key. The declaration of a field decides; what is
/// not declared is sealed unless it is one of <see cref="Derived"/> or no text. Joining needs no declaration, so old entries are read alike when declarations change.
/// </summary>
public static partial class FieldSplit
{
    /// <summary>Codes that a decision adds to an entry, besides the declared fields.</summary>
    public static readonly IReadOnlySet<string> Derived = new HashSet<string>
    {
        "number", "policies", "first-contact", "responsible-person", "responsible-unit", "accepting-unit", "from-unit", "unit", "people", "step", "completes-chain", "about", "to-unit", "stored", "figures",
    };

    public static (Fields Open, Fields Sealed) Split(string action, Fields data)
    {
        var types = ActionCatalogue.Find(action) is { } declared ? [.. declared.Fields, .. ActionCatalogue.Common] : ActionCatalogue.Common;
        return Split(types, data, (name, value) => Derived.Contains(name) || value is bool or decimal or int or DateOnly or DateTimeOffset);
    }

    /// <summary>Puts the two parts together again.</summary>
    public static Fields Join(Fields open, Fields sealedPart)
    {
        foreach (var (name, value) in sealedPart)
        {
            open = open.With(name, open.FirstOrDefault(pair => pair.Key == name).Value is { } there ? Join(there, value) : value);
        }

        return open;
    }

    private static object Join(object open, object sealedPart) => (open, sealedPart) switch
    {
        (Fields group, Fields rest) => Join(group, rest),
        (IReadOnlyList<object> list, IReadOnlyList<object> rest) when list.Count == rest.Count => list.Zip(rest, Join).ToList(),
        _ => throw new InvalidDataException("The open and the sealed part of an entry do not fit together."),
    };

    private static (Fields Open, Fields Sealed) Split(IReadOnlyList<FieldType> types, Fields data, Func<string, object, bool> isOpen)
    {
        var (open, hidden) = (new Dictionary<string, object>(), new Dictionary<string, object>());
        foreach (var (name, value) in data)
        {
            var type = types.FirstOrDefault(type => type.Name == name);
            var (left, right) = type is not null ? Split(type, value) : isOpen(name, value) ? (value, null) : (null, value);
            if (left is not null)
            {
                open[name] = left;
            }

            if (right is not null)
            {
                hidden[name] = right;
            }
        }

        return (new(open), new(hidden));
    }

    private static (object? Open, object? Sealed) Split(FieldType type, object value) => (type.Kind, value) switch
    {
        _ when type.IsSealed => (null, value),
        (FieldKind.Group, Fields group) => Parts(Split(type.Parts, group, (_, _) => false)),
        (FieldKind.Groups, IReadOnlyList<object> list) when list.All(item => item is Fields) => Items([.. list.Select(item => Split(type.Parts, (Fields)item, (_, _) => false))]),
        (FieldKind.Facts, Fields facts) => Parts(Split([], facts, (name, fact) => fact is bool && Word().IsMatch(name))),
        (FieldKind.Group or FieldKind.Groups or FieldKind.Facts, _) => (null, value),
        (FieldKind.Person or FieldKind.PersonOrUnit, string text) when !Identifier().IsMatch(text) => (null, value), // somebody typed a name
        _ => (value, null),
    };

    private static (object?, object?) Parts((Fields Open, Fields Sealed) group) => (group.Open, group.Sealed.Count == 0 ? null : group.Sealed);

    private static (object?, object?) Items(List<(Fields Open, Fields Sealed)> items) =>
        (items.ConvertAll(item => (object)item.Open), items.TrueForAll(item => item.Sealed.Count == 0) ? null : items.ConvertAll(item => (object)item.Sealed));

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._@-]*$")]
    private static partial Regex Identifier();
}
