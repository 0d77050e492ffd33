using Shouwen.Domain.Duties;

namespace Shouwen.App.Features.Submissions;

/// <summary>Addresses of the pages about periodic duties.</summary>
public static class DutyLinks
{
    public const string List = "/duties";
    public const string SubmitPath = "/duties/submit";

    public static string Page(string number) => $"{List}/{Uri.EscapeDataString(number)}";

    public static string Submit(PeriodicDuty duty) => $"{SubmitPath}?clause={Uri.EscapeDataString(duty.Clause.Id)}&unit={Uri.EscapeDataString(duty.Unit.Id)}&period={Uri.EscapeDataString(duty.Period.Id)}";
}
