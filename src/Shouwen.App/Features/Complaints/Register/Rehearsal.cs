using Shouwen.App.Ui;
using Shouwen.Domain.Actions;
using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Domain.Obligations;

namespace Shouwen.App.Features.Complaints;

/// <summary>What registering the form as it stands would bring: decided and derived for real, but not written.</summary>
/// <param name="After">The case as it would be; null while the form cannot be registered at all.</param>
/// <param name="Reactions">What the system would do at once.</param>
public sealed record Rehearsal(CaseSight? After, IReadOnlyList<Entry> Reactions)
{
    public static Rehearsal Of(CaseSight blank, FormBag typed)
    {
        var register = ActionCatalogue.Get("register");
        var (fields, _) = new ActionParser(blank.Calendar.Zone).Parse(register, ActionInput.Of(register, typed));
        var given = fields.Has("channel") ? fields : fields.With("channel", blank.Institution.Words.Offered(Vocabulary.Channels)[0].Value);
        var decision = Decide.On(Complaint.Nothing, new Proposal(register, given.Has("summary") ? given : given.With("summary", ""), blank.Actor, blank.Now, []), blank.Surroundings);
        if (decision.IsRefused)
        {
            return new(null, []);
        }

        var complaint = Complaint.From(decision.Entries);
        return new(blank with { Complaint = complaint, Obligations = Derivation.Of(complaint, blank.Surroundings, blank.Now) }, [.. decision.Entries.Skip(1)]);
    }

    /// <summary>Why it could not be accepted right after being registered.</summary>
    public IReadOnlyList<Refusal> AcceptanceRefusals => After is null ? [] : Foresight.Of(After.Complaint, ActionCatalogue.Get("accept"), After.Actor, After.Now, After.Surroundings);

    /// <summary>The obligations it creates, least time first, as rows of the ribbon.</summary>
    public IReadOnlyList<RibbonRow> Duties => After is null ? [] : [.. After.Open.Select(open => new CaseRibbon(After).Row(open, null) with { Href = null })];

    /// <summary>The date to give the customer: when the answer is due at the latest.</summary>
    public Obligation? Answer => After?.Open.FirstOrDefault(open => open.Rule.MetBy.Options.Any(option => option.Action == "answer"));
}
