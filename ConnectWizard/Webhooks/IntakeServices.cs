using ConnectWizard.Startup;
using ConnectWizard.Webhooks.Looking;
using ConnectWizard.Webhooks.Receiving;

namespace ConnectWizard.Webhooks;

/// <summary>Registers how news of repositories comes in.</summary>
public static class IntakeServices
{
    /// <summary>Adds the receiver of deliveries, their processing, and the looking at refs.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddValidatedOptions<LookingOptions, ValidateLookingOptions>(LookingOptions.Section);
        services.AddReceiving();
        services.AddLooking();
        return services;
    }

    private static void AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<DeliveriesWake>();
        services.AddSingleton<DeliveryRates>();
        services.AddSingleton<HeardHooks>();
        services.AddSingleton<DeliveryIntake>();
        services.AddSingleton<HookReceiver>();
        services.AddSingleton<DeliveryProcessing>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryIntake>());
        services.AddHostedService<DeliveryWorker>();
    }

    private static void AddLooking(this IServiceCollection services)
    {
        services.AddSingleton<LooksWake>();
        services.AddSingleton<LookWishes>();
        services.AddSingleton<LookTurns>();
        services.AddSingleton<LookSources>();
        services.AddSingleton<RefLooks>();
        services.AddHostedService<LookWorker>();
    }
}
