using Shouwen.Domain.Actions;
using Shouwen.Domain.Calendars;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Funds;
using Shouwen.Domain.Institutions;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Policies;

namespace Shouwen.Domain.Stories;

/// <summary>What there is in a story: the journals by their label, and what a decision on one of them reads of the others.</summary>
internal sealed class World(Institution institution, IReadOnlyList<Policy> policies, Calendar calendar)
{
    private readonly Dictionary<string, List<Entry>> journals = [];
    private readonly Dictionary<string, long> counters = [];

    public Institution Institution => institution;

    public IReadOnlyList<Policy> Policies => policies;

    public Calendar Calendar => calendar;

    /// <summary>The journal with a label, as it stands; an empty complaint where there is none.</summary>
    public Complaint this[string label] => Complaint.From(journals.GetValueOrDefault(label, []));

    /// <summary>Label and state of every journal, of the entries recorded by a moment; null: of all.</summary>
    public IEnumerable<(string Label, Complaint Complaint)> States(DateTimeOffset? at) => journals
        .Select(pair => (pair.Key, Complaint.From(pair.Value.Where(entry => at is null || entry.At <= at)))).Where(pair => pair.Item2.Stage != Stage.None);

    /// <summary>The journal that an action means: the one with the label; without a label the last one of its kind, or a new one.</summary>
    public string LabelFor(string? label, ActionType action, Fields fields)
    {
        if (action.MayRepeat && LabelOf(Fund.NumberOf((int)(fields.Number("year") ?? 0))) is { } fund)
        {
            return fund;
        }

        return label ?? (action.Opens ? $"#{journals.Count + 1}" : LastOf(action.Aggregate) ?? action.AlsoFor.Select(LastOf).FirstOrDefault(found => found is not null) ?? "#1");
    }

    /// <summary>What a decision reads; for what is about to be opened, the policies in force on the day.</summary>
    public Surroundings SurroundingsOf(Complaint complaint, ActionType? opening = null, Fields? fields = null, DateTimeOffset at = default)
    {
        var binding = complaint.Version > 0 ? complaint.Data.Texts("policies").ToHashSet() : null;
        var day = calendar.DateOf(fields?.Moment("received-at") ?? at);
        var surroundings = new Surroundings(institution, [.. policies.Where(policy => binding?.Contains($"{policy.Id}@{policy.Hash}") ?? policy.IsInForceOn(day))], calendar) { Other = Find };
        return opening?.Name != "register" || fields is null ? surroundings : surroundings with
        {
            IsCampaignOpen = fields.Text("about.product") is { } product && States(null).Any(state => state.Complaint.Kind == AggregateKind.Campaign && state.Complaint.Data.Text("product") == product),
            Similar = [.. States(null).Where(state => state.Complaint.Kind == AggregateKind.Complaint && state.Complaint.Stage is not (Stage.Voided or Stage.Withdrawn)).Select(state => Clusters.From(state.Complaint))],
            IsRepeatAfterSatisfied = Repeats.IsAfterSatisfied(fields, States(null).Where(state => state.Complaint.Kind == AggregateKind.Complaint).Select(state => state.Complaint)),
        };
    }

    /// <summary>Facts of a unit at some time of a period, for periodic duties.</summary>
    public Fields FactsOf(OrgUnit unit, DutyPeriod period)
    {
        var (begun, ended) = (States(period.OpensAt.AddTicks(-1)).ToList(), States(period.Begins).Where(state => state.Complaint.HasEnded).Select(state => state.Label).ToHashSet());
        return new(
        [
            new("unit.open-campaign", begun.Exists(state => state.Complaint.Kind == AggregateKind.Campaign && state.Complaint.Data.Date("matures-on") >= calendar.DateOf(period.Begins))),
            new("unit.matured-complaints", begun.Exists(state => !ended.Contains(state.Label) && IsOnMaturedProduct(state.Complaint) && institution.IsAtOrAbove(unit.Id, state.Complaint.AboutUnit))),
        ]);
    }

    private static bool IsOnMaturedProduct(Complaint complaint) => complaint.Kind == AggregateKind.Complaint && (complaint.Facts.Flag("product-matured") || complaint.Data.Flag("campaign-open"));

    public void Append(string label, Decision decision, DateTimeOffset at)
    {
        if (decision.Entries[0].Position == 1)
        {
            decision = decision.Numbered(Number(ActionCatalogue.Get(decision.Entries[0].Action), decision.Entries[0].Data, calendar.DateOf(at)));
            journals[label] = [];
        }

        journals[label].AddRange(decision.Entries);
        foreach (var (number, entry) in decision.Elsewhere)
        {
            journals[LabelOf(number)!].Add(entry); // the decision read it
        }
    }

    private string Number(ActionType action, Fields fields, DateOnly day)
    {
        if (action.Aggregate == AggregateKind.Fund)
        {
            return Fund.NumberOf((int)(fields.Number("year") ?? day.Year));
        }

        var binding = fields.Texts("policies").ToHashSet();
        var numbering = NumberFormat.Of(action.Aggregate, policies.Where(policy => binding.Contains($"{policy.Id}@{policy.Hash}")));
        var key = NumberFormat.CounterKey(numbering, day);
        counters[key] = counters.GetValueOrDefault(key) + 1;
        return NumberFormat.Format(numbering, day, counters[key]);
    }

    private Complaint? Find(string name) => journals.ContainsKey(name) ? this[name] : LabelOf(name) is { } label ? this[label] : null;

    private string? LabelOf(string number) => journals.FirstOrDefault(pair => pair.Value[0].Data.Text("number") == number).Key;

    private string? LastOf(AggregateKind kind) => journals.LastOrDefault(pair => ActionCatalogue.Get(pair.Value[0].Action).Aggregate == kind).Key;
}
