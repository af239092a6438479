using ConnectWizard.Checks;
using ConnectWizard.Dashboard.Help;

namespace ConnectWizard.Dashboard;

/// <summary>Registers the pages after the wizard.</summary>
public static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton(FirewallFacts.Of).AddSingleton<ProfileDryRun>().AddSingleton<CredentialDryRun>().AddSingleton<ProfileMove>();
}
