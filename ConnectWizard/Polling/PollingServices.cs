using ConnectWizard.ServiceHooks;
using ConnectWizard.Startup;
using ConnectWizard.Workers;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Polling;

public static class PollingServices
{
    public static IServiceCollection AddPolling(this IServiceCollection services)
    {
        services.AddValidatedOptions<PollingOptions, ValidatePollingOptions>(PollingOptions.Section);
        services.AddWorkers();
        services.AddSingleton(provider => new PollingInterval(provider.GetRequiredService<IOptions<PollingOptions>>().Value.PollInterval));
        services.AddSingleton<PollSchedule>();
        services.AddSingleton<IPolling>(provider => provider.GetRequiredService<PollSchedule>());
        services.AddSingleton<PollSources>();
        services.AddSingleton<RefPoller>();
        services.AddHostedService(provider => provider.GetRequiredService<RefPoller>());
        return services;
    }
}
