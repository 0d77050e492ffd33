using Shouwen.App.Features.AccessLogs;
using Shouwen.App.Features.Approvals;
using Shouwen.App.Features.Audits;
using Shouwen.App.Features.Campaigns;
using Shouwen.App.Features.Complaints.List;
using Shouwen.App.Features.Exports;
using Shouwen.App.Features.Funds;
using Shouwen.App.Features.HandOvers;
using Shouwen.App.Features.Imports;
using Shouwen.App.Features.Improvement;
using Shouwen.App.Features.Incidents;
using Shouwen.App.Features.Matters;
using Shouwen.App.Features.Organisations;
using Shouwen.App.Features.Outbox;
using Shouwen.App.Features.Policies;
using Shouwen.App.Features.Submissions;
using Shouwen.App.Features.Worklist;
using Shouwen.App.Import;

namespace Shouwen.App.Features;

/// <summary>What the workbench, the list, the approvals, the policies and the hand-over of a colleague's complaints are made of.</summary>
internal static class WorkScreens
{
    public static void AddWorkScreens(this IServiceCollection services)
    {
        services.AddSingleton<Duties>().AddSingleton<ClauseText>().AddSingleton<StoryShelf>();
        services.AddScoped<WorkQuery>().AddScoped<HandedQuery>().AddScoped<NoticeQuery>().AddScoped<Workbench>();
        services.AddScoped<Desk>().AddScoped<Signing>();
        services.AddSingleton<ListQuery>().AddScoped<ComplaintFinder>().AddScoped<Bulk>().AddScoped<Colleagues>();
        services.AddScoped<ClauseFigures>().AddScoped<MatterFinder>().AddScoped<FundDesk>().AddScoped<DutyDesk>().AddScoped<RectificationFinder>().AddScoped<LiabilityFinder>();
        services.AddSingleton<PolicyVersions>();
        services.AddSingleton<CustomerSeal>().AddScoped<AccessFinder>();
        services.AddSingleton<SearchSeal>().AddScoped<SavedViews>();
        services.AddSingleton<ExportVault>().AddSingleton<ListExport>().AddSingleton<ExportMaking>().AddSingleton<ExportSweep>().AddScoped<ExportDesk>();
        services.AddScoped<OutboxView>().AddScoped<IncidentFollowUp>();
        services.AddSingleton<JournalCheck>().AddScoped<ConfigurationFinder>();
        services.AddScoped<CustomerDesk>().AddScoped<CustomerImports>().AddScoped<CampaignView>().AddSingleton<CustomerReading>();
        services.AddSingleton<LedgerJobs>().AddSingleton<LedgerWork>().AddScoped<LedgerDesk>();
    }

    public static void MapWorkScreens(this IEndpointRouteBuilder routes)
    {
        routes.MapListExport();
        routes.MapSavedViews();
        routes.MapLive();
        routes.MapIncidentDocument();
        routes.MapOrganisation();
        routes.MapAccessLog();
        routes.MapAudit();
        routes.MapExports();
        routes.MapCampaigns();
        routes.MapImports();
    }
}
