namespace Shouwen.App.Features.Complaints;

/// <summary>What the pages about complaints need.</summary>
internal static class ComplaintPages
{
    public static void AddComplaintPages(this IServiceCollection services)
    {
        services.AddScoped<CaseDesk>();
        services.AddScoped<Drafts>();
        services.AddScoped<Neighbours>();
        services.AddScoped<RegisterDesk>();
    }
}
