using ConnectWizard.Profiles.Builds.GitProxy;
using ConnectWizard.Profiles.Builds.HandOver;
using ConnectWizard.Startup;

namespace ConnectWizard.Profiles.Builds;

/// <summary>Registers builds.</summary>
public static class BuildServices
{
    /// <summary>Adds build requests, their way to the build system, and the proxy that it clones through.</summary>
    public static IServiceCollection AddBuilds(this IServiceCollection services)
    {
        services.AddValidatedOptions<BuildsOptions, ValidateBuildsOptions>(BuildsOptions.Section);
        services.AddSingleton<BuildSystem>();
        services.AddSingleton<BuildsWake>();
        services.AddSingleton<HandOverAttempt>();
        services.AddSingleton<BuildQueue>();
        services.AddSingleton<IBuilds, BuildList>();
        services.AddSingleton<GitAccess>();
        services.AddSingleton<GitSource>();
        services.AddSingleton<GitStreams>();
        services.AddHostedService<HandOverWorker>();
        return services;
    }
}
