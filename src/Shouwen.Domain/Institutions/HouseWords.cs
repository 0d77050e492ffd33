using Shouwen.Domain.Actions;

namespace Shouwen.Domain.Institutions;

/// <summary>What an institution calls things: its own labels where its file gives some, else the usual ones. Every word that reaches a screen, a file or a refusal is asked for here.</summary>
/// <param name="own">Labels by <see cref="Choice.Key"/>; also for what policies name freely.</param>
/// <param name="channels">The channels it offers; empty: all.</param>
public sealed class HouseWords(IReadOnlyDictionary<string, string> own, IReadOnlyList<string> channels)
{
    public static readonly HouseWords Usual = new(new Dictionary<string, string>(), []);

    /// <summary>本行, 本所, 本厂.</summary>
    public string We => Of(Vocabulary.Self, "we");

    /// <summary>网点或部门, 前台或车间.</summary>
    public string Place => Of(Vocabulary.Self, "place");

    public string Of(Choice choice) => choice.Key is { } key ? own.GetValueOrDefault(key, choice.Label) : choice.Label;

    /// <summary>The label of a value, or the value itself where the vocabulary lacks it.</summary>
    public string Of(IReadOnlyList<Choice> vocabulary, string? value) => vocabulary.FirstOrDefault(choice => choice.Value == value) is { } choice ? Of(choice) : value ?? "";

    /// <summary>A vocabulary in the institution's words, as forms and descriptions offer it: channels that it does not have are left out.</summary>
    public IReadOnlyList<Choice> Offered(IReadOnlyList<Choice> vocabulary) => [.. vocabulary.Where(IsOffered).Select(choice => choice with { Label = Of(choice) })];

    public bool IsOffered(Choice choice) => channels.Count == 0 || choice.Key != $"channel.{choice.Value}" || channels.Contains(choice.Value);

    /// <summary>The institution's own label for what policies name freely (<c>fact.mileage-km</c>, <c>flag.watch</c>, <c>duty.customer-contact</c>), or null.</summary>
    public string? Own(string key) => own.GetValueOrDefault(key);
}
