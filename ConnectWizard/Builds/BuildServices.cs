using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Builds.GitProxy;
using ConnectWizard.Startup;
using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Builds;

public static class BuildServices
{
    public static IServiceCollection AddBuilds(this IServiceCollection services)
    {
        services.AddValidatedOptions<BuildsOptions, ValidateBuildsOptions>(BuildsOptions.Section);
        services.AddSingleton<SignedWebhookClient>();
        services.AddSingleton<BuildSystem>();
        services.AddWorkers();
        services.AddSingleton<BuildDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<BuildDispatcher>());
        services.AddSingleton<IBuilds, BuildService>();
        services.AddLimitedLogger();
        services.AddSingleton<GitAccess>();
        services.AddSingleton<GitSource>();
        services.AddSingleton<GitStreams>();
        services.TryAddSingleton<GitPlaces>();
        services.AddSingleton(new PublicPath(GitProxyEndpoints.Prefix));
        return services;
    }
}
