namespace Shouwen.App.Features.Complaints;

/// <summary>Everything beside the form while somebody is talking.</summary>
public sealed record RegisterView(CaseSight Blank, Rehearsal Rehearsal, IReadOnlyList<MissingFact> Missing, IReadOnlyList<EarlierComplaint> Earlier, Crowd? Crowd, CrowdRule? CrowdRule)
{
    /// <summary>Open complaints of the same person on the same product or, with none named, at all: this may be the same matter again.</summary>
    public IReadOnlyList<EarlierComplaint> Repeats =>
        [.. Earlier.Where(earlier => !earlier.HasEnded && (Product is null || earlier.Product is null || earlier.Product == Product))];

    /// <summary>The other earlier ones.</summary>
    public IReadOnlyList<EarlierComplaint> Before => [.. Earlier.Except(Repeats)];

    public Hints Hints => Complaints.Hints.Of(Rehearsal.After ?? Blank, "register");

    private string? Product => Rehearsal.After?.Complaint.Data.Text("about.product");
}

/// <summary>Rehearses a registration and looks up what is known already.</summary>
public sealed class RegisterDesk(CaseDesk desk, Neighbours neighbours)
{
    public async Task<RegisterView> LookAsync(FormBag typed, CancellationToken cancellationToken)
    {
        var blank = desk.Unopened(Domain.Actions.AggregateKind.Complaint);
        var rehearsal = Rehearsal.Of(blank, typed);
        var earlier = await neighbours.OfPhoneAsync(typed.Value("complainants[0].phone"), cancellationToken);
        var isAboutSomething = typed.Value("about.product") is not null || typed.Value("about.unit") is not null;
        var crowd = rehearsal.After is { } after && isAboutSomething ? await neighbours.TodayAsync(after, cancellationToken) : null;
        return new(blank, rehearsal, rehearsal.After is { } known ? Missing.Of(known) : [], earlier, crowd, CrowdRule.Of(blank));
    }
}
