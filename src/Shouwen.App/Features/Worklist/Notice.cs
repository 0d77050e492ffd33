using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Institutions;

namespace Shouwen.App.Features.Worklist;

/// <summary>Something that the system told a person.</summary>
/// <param name="Kind">What the case is that it is about.</param>
/// <param name="Number">Of that case.</param>
public sealed record Notice(string Text, AggregateKind Kind, string? Number, IReadOnlyList<ClauseRef> Clauses, DateTimeOffset At, string Means)
{
    public string MeansIn(HouseWords words) => Means.Length == 0 ? "系统通知" : words.Of(Vocabulary.Means, Means);
}
