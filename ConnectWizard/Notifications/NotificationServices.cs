using ConnectWizard.Startup;
using ConnectWizard.Workers;

namespace ConnectWizard.Notifications;

public static class NotificationServices
{
    /// <summary>The stores, the network and the builds' client of signed messages are registered by the caller.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddValidatedOptions<MailOptions, ValidateMailOptions>(MailOptions.Section);
        services.AddValidatedOptions<NotificationsOptions, ValidateNotificationsOptions>(NotificationsOptions.Section);
        services.AddWorkers();
        services.AddSingleton<RecipientLinks>();
        services.AddSingleton<RecipientService>();
        services.AddSingleton<RecipientFormValidator>();
        services.AddSingleton<NotificationMessages>();
        services.AddSingleton<MailTransport>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<NotificationWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationWorker>());
        return services;
    }
}
