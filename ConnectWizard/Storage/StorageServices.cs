using ConnectWizard.Accounts;
using ConnectWizard.Audit;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Notifications;
using ConnectWizard.Polling;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Administrator;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.Startup;
using ConnectWizard.Storage.Audit;
using ConnectWizard.Storage.Keys;
using ConnectWizard.Storage.Migrations;
using ConnectWizard.Storage.PostgreSql;
using ConnectWizard.Storage.Sqlite;
using ConnectWizard.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage;

public static class StorageServices
{
    /// <summary>
    /// Adds the stores, the key ring and the sweeps. The host migrates and checks the key before it listens, or refuses to start (<see
    /// cref="StartupException"/>).
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddValidatedOptions<StoreOptions, ValidateStoreOptions>(StoreOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(DialectOf);
        services.TryAddSingleton<DatabaseClock>();
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<Database>();
        services.AddSingleton<IStoreProbe>(provider => provider.GetRequiredService<Database>());
        services.AddSingleton<Migrator>();
        services.AddSingleton<IDraftStore, DraftStore>();
        services.AddSingleton<ICredentialStore, CredentialStore>();
        services.AddSingleton<ICloudAccounts, AccountStore>();
        services.AddSingleton<IAccountStore, AccountTokenStore>();
        services.AddSingleton<IConnectionStore, ConnectionStore>();
        services.AddAuditTrail();
        services.AddSingleton<IProfileStore, ProfileStore>();
        services.AddSingleton<IHookStore, HookStore>();
        services.AddSingleton<IAdministratorLinkStore, AdministratorLinkStore>();
        services.AddSingleton<ILeases, LeaseStore>();
        services.AddSingleton<IBuildStore, BuildStore>();
        services.AddSingleton<IGitTokenStore, GitTokenStore>();
        services.AddSingleton<IDeliveryStore, DeliveryStore>();
        services.AddSingleton<IPollStore, PollStore>();
        services.AddSingleton<IQueueAges, QueueAgeStore>();
        services.AddSingleton<INotificationStore, NotificationStore>();
        services.AddSingleton<IRecipientStore, RecipientStore>();
        services.AddKeyRing();
        services.AddHealthChecks().AddCheck<StoreHealthCheck>("store");
        services.AddHostedService<StoreStart>();
        services.AddHostedService<PendingSweep>();
        services.AddHostedService<ReceivedEventSweep>();
        return services;
    }

    private static void AddAuditTrail(this IServiceCollection services)
    {
        services.AddValidatedOptions<AuditOptions, ValidateAuditOptions>(AuditOptions.Section);
        services.TryAddSingleton<ChangeLog>();
        services.AddSingleton<AuditKeys>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<IAuditTrail>(provider => provider.GetRequiredService<AuditStore>());
        services.AddSingleton<IAuditStore>(provider => provider.GetRequiredService<AuditStore>());
        services.AddHostedService<AuditSweep>();
    }

    private static IDialect DialectOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StoreOptions>>();
        return options.Value.Provider switch
        {
            StoreProvider.Sqlite => new SqliteDialect(options),
            StoreProvider.PostgreSql => new PostgreSqlDialect(options),
        };
    }

    private static void AddKeyRing(this IServiceCollection services)
    {
        services.AddValidatedOptions<SecretsOptions, ValidateSecretsOptions>(SecretsOptions.Section);
        services.AddSingleton<KeyRingCheck>();
        services.AddSingleton<Func<IReadOnlyList<KeyEncryptionKey>>>(provider => () => provider.GetRequiredService<KeyRingCheck>().Keys);
        services.AddSingleton<KeyRingRepository>();

        // The name is part of every purpose: it stays, whatever the assembly or the folder is called.
        services.AddDataProtection().SetApplicationName("ConnectWizard");
        services.AddOptions<KeyManagementOptions>().Configure<KeyRingRepository>((options, ring) =>
        {
            // The repository wraps whole keys.
            options.XmlRepository = ring;
            options.XmlEncryptor = new NullXmlEncryptor();
        });
    }
}
