using ConnectWizard.Polling;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.Startup;

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
        services.AddSingleton<DeliveryLoop>();
        services.AddSingleton<DeliveryRates>();
        services.AddSingleton<DeliveryReceipts>();
        services.AddSingleton<DeliveryBuffer>();
        services.AddSingleton<HookReceiver>();
        services.AddSingleton<DeliveryProcessing>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryBuffer>());
        services.AddHostedService<DeliveryWorker>();
    }

    private static void AddPolling(this IServiceCollection services)
    {
        services.AddSingleton<PollSignal>();
        services.AddSingleton<PollRequests>();
        services.AddSingleton<PollSchedule>();
        services.AddSingleton<PollSources>();
        services.AddSingleton<RefPoller>();
        services.AddHostedService<PollWorker>();
    }
}
