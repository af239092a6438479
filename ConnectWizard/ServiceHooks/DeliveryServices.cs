using ConnectWizard.Polling;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.Startup;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks;

/// <summary>Registers how news of repositories comes in.</summary>
public static class DeliveryServices
{
    /// <summary>Adds the receiver of deliveries, their processing, and the looking at refs.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddValidatedOptions<PollingOptions, ValidatePollingOptions>(PollingOptions.Section);
        services.AddReceiving();
        services.AddPolling();
        return services;
    }

    private static void AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryRates>();
        services.AddSingleton<DeliveryReceipts>();
        services.AddSingleton<DeliveryBuffer>();
        services.AddSingleton<HookReceiver>();
        services.AddSingleton<DeliveryProcessor>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryBuffer>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryProcessor>());
    }

    private static void AddPolling(this IServiceCollection services)
    {
        services.AddWorkers();
        services.AddSingleton<PollRequests>();
        services.AddSingleton<PollSchedule>();
        services.AddSingleton<PollSources>();
        services.AddSingleton<RefPoller>();
        services.AddHostedService<PollWorker>();
    }
}
