using Shouwen.App.Tests.Web;
using Shouwen.Testing;

namespace Shouwen.App.Tests.Api;

public sealed class JourneyTests(HostFixture hosts) : IClassFixture<HostFixture>
{
    private static readonly string[] AllThatIsTold = ["acceptance", "time-limit", "contact"];

    [Theory]
    [MemberData(nameof(HostFixture.Databases), MemberType = typeof(HostFixture))]
    public async Task Complaint_HandledThroughTheApi_IsClosedWithEveryActOnRecord(Database kind)
    {
        using var hotline = await ApiCaller.AsAsync(hosts[kind], "hotline-agent@hotline");
        using var officer = await ApiCaller.AsAsync(hosts[kind], "complaint-officer@branch-1");

        var number = await hotline.RegisterAsync(("channel", "hotline"), ("about", new { unit = "branch-1" }));
        await hotline.DoAsync(number, "accept");
        await hotline.DoAsync(number, "hand-over", ("to", "branch-1"));
        await officer.DoAsync(number, "receive-hand-over");
        await HandleAsync(officer, number);

        var complaint = await officer.GetAsync($"/api/v1/complaints/{number}");
        Assert.Equal("closed", complaint.GetProperty("stage").GetString());
        Assert.Equal("branch-1", complaint.GetProperty("responsibleUnit").GetString());
        var acts = (await officer.GetAsync($"/api/v1/complaints/{number}/journal")).EnumerateArray().Where(entry => entry.GetProperty("actor").GetProperty("person").GetString() != "system");
        Assert.Equal(
            ["register", "accept", "hand-over", "receive-hand-over", "acknowledge", "classify", "record-finding", "conclude-investigation", "propose", "answer", "call-back", "close"],
            acts.Select(entry => entry.GetProperty("action").GetString()));
        var answered = (await officer.GetAsync($"/api/v1/complaints/{number}/obligations")).EnumerateArray().Single(owed => owed.GetProperty("clause").GetString() == "RG-09");
        Assert.Equal("met", answered.GetProperty("status").GetString());
        Assert.Equal("15 working days", answered.GetProperty("period").GetString());
        Assert.Equal("2026-03-24T00:00:00+08:00", answered.GetProperty("dueAt").GetString());
    }

    private static async Task HandleAsync(ApiCaller officer, string number)
    {
        await officer.DoAsync(number, "acknowledge", ("means", "phone"), ("told", AllThatIsTold));
        await officer.DoAsync(number, "classify", ("category", "service-flow"), ("severity", "minor"), ("timeliness", "immediate"), ("content", "other"));
        await officer.DoAsync(number, "record-finding", ("method", "records"), ("text", "叫号机当日故障"));
        await officer.DoAsync(number, "conclude-investigation", ("outcome", "upheld"), ("cause", "设备故障"), ("text", "客户反映属实"));
        await officer.DoAsync(number, "propose", ("text", "当面致歉并修复叫号机"));
        await officer.DoAsync(number, "answer", ("means", "phone"), ("text", "经核查，您反映的情况属实，我们向您道歉。"), ("reasons", "叫号机故障"), ("basis", "服务规范"), ("remediesNamed", true));
        await officer.DoAsync(number, "call-back", ("of", "complainant"), ("satisfied", true));
        await officer.DoAsync(number, "close");
    }
}
