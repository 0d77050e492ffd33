using Shouwen.Domain.Actions;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Institutions;

/// <summary>What an institution calls things: its own labels where its file gives some, else the usual ones. Every word that reaches a screen, a file or a refusal is asked for here.</summary>
/// <param name="own">Labels by <see cref="Choice.Key"/>; also for what policies name freely.</param>
/// <param name="channels">The channels it offers; empty: all.</param>
public sealed class HouseWords(IReadOnlyDictionary<string, string> own, IReadOnlyList<string> channels)
{
    public static readonly HouseWords Usual = new(new Dictionary<string, string>(), []);

    /// <summary>What the adopted policies declare; the first that does wins.</summary>
    public IReadOnlyDictionary<string, DeclaredFact> Facts { get; private init; } = new Dictionary<string, DeclaredFact>();

    public IReadOnlyDictionary<string, string> Flags { get; private init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Forms { get; private init; } = new Dictionary<string, string>();

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

    /// <summary>What a fact is called: by the institution, else by a policy, else its own name.</summary>
    public string Fact(string name) => Own($"fact.{name}") ?? Facts.GetValueOrDefault(name)?.Label ?? name;

    public string Flag(string name) => Own($"flag.{name}") ?? Flags.GetValueOrDefault(name, name);

    /// <summary>The title of a form or report.</summary>
    public string Form(string id) => Forms.GetValueOrDefault(id, id);

    /// <summary>These words with those that policies declare.</summary>
    public HouseWords With(IReadOnlyCollection<Policy> policies) => new(own, channels)
    {
        Facts = Firsts(policies.SelectMany(policy => policy.Facts)),
        Flags = Firsts(policies.SelectMany(policy => policy.Flags)),
        Forms = Firsts(policies.SelectMany(policy => policy.Forms)),
    };

    private static Dictionary<string, T> Firsts<T>(IEnumerable<KeyValuePair<string, T>> declared) => declared.DistinctBy(pair => pair.Key).ToDictionary();

    /// <summary>The institution's own label for what policies name freely (<c>fact.mileage-km</c>, <c>flag.watch</c>, <c>duty.customer-contact</c>), or null.</summary>
    public string? Own(string key) => own.GetValueOrDefault(key);
}
