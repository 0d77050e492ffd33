using Shouwen.App.Features.Complaints;
using Shouwen.App.Ui;

namespace Shouwen.App.Features.Incidents;

/// <summary>The text of a report as far as the incident is known; the person who sends it confirms or changes it. It names no customer.</summary>
public static class IncidentReport
{
    public static string Text(CaseSight sight)
    {
        var (incident, data) = (sight.Complaint, sight.Complaint.Data);
        var count = PeopleCount.Of(sight);
        var steps = Checklist.Of(sight).Where(item => item.Done is not null).Select(item => item.Says.TrimEnd('。')).ToList();
        string?[] sentences =
        [
            $"{Words.Moment(sight.Local(incident.ReceivedAt))}，{data.Text("place")}发生群体投诉（{sight.Number}{(data.Text("level") is { } level ? $"，级别{sight.Institution.Words.Of(sight.Institution.IncidentLevels, level)}" : "")}），涉及{sight.Unit(incident.AboutUnit ?? incident.ResponsibleUnit)}",
            $"现有投诉人 {count.People} 名{(count.Bystanders is { } bystanders ? $"，围观 {bystanders} 人" : count.HasOnlookers ? "，有人围观" : "，无人围观")}，已登记投诉 {data.Texts("complaints").Distinct().Count()} 件",
            incident.Entries.Any(entry => entry.Action == "activate-plan") ? "已启动应急预案" : incident.Entries.Any(entry => entry.Action == "decline-plan") ? "经研判未启动应急预案" : null,
            steps.Count > 0 ? $"已采取措施：{string.Join("；", steps)}" : null,
            $"现场负责人 {sight.Person(incident.ResponsiblePerson)}{(sight.Institution.Person(incident.ResponsiblePerson)?.Phone is { } phone ? $"，电话 {phone}" : "")}",
        ];
        return string.Concat(sentences.OfType<string>().Select(sentence => sentence + "。"));
    }
}
