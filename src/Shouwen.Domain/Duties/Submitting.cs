using Shouwen.Domain.Complaints;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;

namespace Shouwen.Domain.Duties;

/// <summary>Decides on the action <c>submit</c>: which duty it hands in, or why it cannot.</summary>
public static class Submitting
{
    /// <summary>The number of the journal that keeps what was handed in for a duty.</summary>
    public static string NumberOf(string clause, string unit, string period) => $"BS-{clause}-{unit}-{period}";

    /// <summary>The unit that owes what a clause asks for, as seen from another: itself or the nearest above it that does; null where none does.</summary>
    public static string? OwingUnit(Institution institution, IEnumerable<Policies.Policy> policies, string? clause, string from) =>
        institution.Upwards(from).Select(unit => unit.Id).FirstOrDefault(OwingUnits(institution, policies, clause).Contains);

    public static IReadOnlyList<string> OwingUnits(Institution institution, IEnumerable<Policies.Policy> policies, string? clause) =>
        [.. policies.SelectMany(policy => policy.Clauses).Where(known => known.Id == clause).SelectMany(known => known.PeriodicDuties).SelectMany(rule => institution.Each(rule.Each)).Select(unit => unit.Id)];

    /// <param name="duties">Those of the units in question, whether handed in or not.</param>
    public static Decision On(Proposal proposal, IReadOnlyList<PeriodicDuty> duties, Surroundings surroundings)
    {
        var (fields, errors) = References.Resolve(proposal, Complaint.Nothing, surroundings);
        var refusals = proposal.Errors.Concat(errors).Select(error => new Refusal([], error.Code + "-field", error.Message) { Field = error.Path })
            .Concat(Permissions.Refuse(Complaint.Nothing, proposal, surroundings)).ToList();
        var unit = fields.Text("unit") ?? OwingUnit(surroundings.Institution, surroundings.Policies, fields.Text("clause"), proposal.Actor.Unit);
        if (refusals.Count == 0)
        {
            var (duty, refusal) = Find(fields, unit, proposal, duties, surroundings.Institution);
            return duty is null ? Decision.No([refusal!]) : Record(duty, fields, proposal, surroundings); // one of the two is there
        }

        return Decision.No(refusals);
    }

    private static (PeriodicDuty? Duty, Refusal? Refusal) Find(Fields fields, string? unit, Proposal proposal, IReadOnlyList<PeriodicDuty> duties, Institution institution)
    {
        var (clause, period) = (fields.Text("clause"), fields.Text("period"));
        var named = duties.Where(duty => duty.Clause.Id == clause && duty.Unit.Id == unit && (period is null || duty.Period.Id == period)).OrderBy(duty => duty.Period.Due.At).ToList();
        var open = named.FirstOrDefault(duty => duty.SubmittedAt is null && duty.Period.OpensAt <= proposal.HappenedAt);
        return unit is not null && !institution.IsAtOrAbove(institution.ReachOf(proposal.Actor.Unit), unit) ? (null, Refusal.Permission("只能报送本单位及其下级单位的事项"))
            : open is not null ? (open, null)
            : named.Exists(duty => duty.SubmittedAt is not null) ? (null, Refusal.Of("already-submitted", "这一期已经报送过，不必再报"))
            : named.Count > 0 ? (null, Refusal.Of("not-open-yet", $"这一期自 {named[0].Period.OpensAt:yyyy-MM-dd} 起才能报送"))
            : (null, Refusal.Of("no-such-duty", $"{institution.Unit(unit)?.Name ?? "本单位"}没有 {clause} 的待报事项{(period is null ? "" : $"（{period}）")}"));
    }

    private static Decision Record(PeriodicDuty duty, Fields fields, Proposal proposal, Surroundings surroundings)
    {
        var policy = surroundings.Policies.First(policy => policy.Clauses.Contains(duty.Clause));
        var data = fields.With("unit", duty.Unit.Id).With("period", duty.Period.Id).With("policies", new List<object> { $"{policy.Id}@{policy.Hash}" })
            .With("number", NumberOf(duty.Clause.Id, duty.Unit.Id, duty.Period.Id));
        return new([new Entry(1, proposal.Action.Name, proposal.Actor, proposal.At, proposal.HappenedAt, data, [])], [], []);
    }
}
