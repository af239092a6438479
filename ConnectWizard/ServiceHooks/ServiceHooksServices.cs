using ConnectWizard.Accounts;
using ConnectWizard.Builds.GitProxy;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks.Administrator;
using ConnectWizard.ServiceHooks.Creation;
using ConnectWizard.ServiceHooks.Health;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.ServiceHooks.Removal;
using ConnectWizard.Startup;
using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.ServiceHooks;

public static class ServiceHooksServices
{
    public static IServiceCollection AddServiceHooks(this IServiceCollection services)
    {
        services.AddWorkers();
        services.AddRepositories();
        services.TryAddSingleton<GitPlaces>();
        services.TryAddSingleton<ProfileSignals>();
        services.AddSingleton(HookAddressOf);
        services.AddSingleton<ConnectionSignals>();
        services.AddSingleton<SubscriptionProvisioner>();
        services.AddSingleton<TestNotifications>();
        services.AddSingleton<SubscriptionSync>();
        services.AddSingleton<SubscriptionHealthCheck>();
        services.AddSingleton<SubscriptionDeleter>();
        services.AddSingleton<IHookRemoval, HookRemoval>();
        services.AddSingleton<IProfileWebhooks, ProfileWebhooks>();
        services.AddSingleton<HookWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<HookWorker>());
        services.AddReceiving();
        services.AddAdministratorLinks();
        return services;
    }

    public static void MapServiceHooks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapReceiver();
        endpoints.MapAdministratorPage();
    }

    private static void AddReceiving(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryRates>();
        services.AddSingleton<DeliveryReceipts>();
        services.AddSingleton<RefusedDeliveries>();
        services.AddSingleton<DeliveryBuffer>();
        services.AddSingleton<HookReceiver>();
        services.AddSingleton<DeliveryProcessor>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryBuffer>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryProcessor>());
        services.AddSingleton(new PublicPath(HookAddress.Path));
    }

    private static void AddAdministratorLinks(this IServiceCollection services)
    {
        services.AddSingleton<TokenServers>();
        services.AddSingleton<UnknownLinks>();
        services.AddSingleton<ISignInLinks, SignInLinks>();
        services.AddSingleton<IAdministratorHooks, AdministratorHooks>();
        services.AddSingleton<IAdministratorLinks, AdministratorLinks>();
        services.AddSingleton<IAdministratorRequests, AdministratorRequests>();
        services.AddScoped<AdministratorLinkHandler>();
        services.AddRateLimiter(options => options.AddAdministratorPolicy());
        services.AddSingleton(new PublicPath(AdministratorLinks.Path));
        foreach (var file in AdministratorEndpoints.Files)
            services.AddSingleton(new PublicPath(file) { IsPart = true });
    }

    private static HookAddress HookAddressOf(IServiceProvider provider)
    {
        var (endpoint, routes) = (provider.GetRequiredService<IPublicEndpoint>(), provider.GetRequiredService<RouteTable>());
        return new HookAddress(() => endpoint.Current, target =>
        {
            var host = routes.Find(target.Address.Host, target.Address.Port).ConnectTo?.Host ?? target.Address.Host;
            return new UriBuilder(Uri.UriSchemeHttp, host).Uri.IsLoopback;
        });
    }
}
