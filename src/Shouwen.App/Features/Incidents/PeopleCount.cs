using System.Globalization;
using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;

namespace Shouwen.App.Features.Incidents;

/// <summary>How many people were there when, from what was recorded.</summary>
/// <param name="People">Complainants now.</param>
/// <param name="Bystanders">Null where nobody counted them.</param>
/// <param name="Said">15:29 许宁更新</param>
/// <param name="Line">Points of the line in a field 300 wide and 90 high, <c>x,y</c> separated by spaces; empty before the second count.</param>
public sealed record PeopleCount(int People, int? Bystanders, bool HasOnlookers, string Said, string Line, int Most, string From, string To)
{
    private const double Wide = 300, High = 90;

    public static PeopleCount Of(CaseSight sight)
    {
        var counts = sight.Complaint.Entries.Where(entry => entry.Action is "open-incident" or "update-people")
            .Select(entry => (entry.HappenedAt, Sum: (double)((entry.Data.Number("people") ?? 0) + (entry.Data.Number("bystanders") ?? 0)), Entry: entry)).OrderBy(count => count.HappenedAt).ToList();
        var (first, last) = (counts[0], counts[^1]); // an incident begins with a count
        var most = Math.Max(1, counts.Max(count => count.Sum));
        var whole = Math.Max(1, (sight.Now - first.HappenedAt).TotalSeconds);
        var points = counts.Append((sight.Now, last.Sum, last.Entry))
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{(count.Item1 - first.HappenedAt).TotalSeconds / whole * Wide:0.#},{High - (count.Item2 / most * (High - 6)):0.#}"));
        var data = sight.Complaint.Data;
        return new(
            sight.Complaint.People,
            (int?)data.Number("bystanders"),
            data.Flag("onlookers"),
            $"{Words.Clock(sight.Local(last.HappenedAt))} {sight.Person(last.Entry.Actor.Person)}{(counts.Count > 1 ? "更新" : "报告")}",
            counts.Count > 1 ? string.Join(' ', points) : "",
            (int)most,
            Words.Clock(sight.Local(first.HappenedAt)),
            Words.Clock(sight.Local(sight.Now)));
    }
}
