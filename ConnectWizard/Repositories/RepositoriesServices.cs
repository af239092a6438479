using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Repositories;

public static class RepositoriesServices
{
    /// <summary>The shared lists of repositories. It needs an <see cref="IRepositoryGateway"/> that is safe to keep for the life of the process.</summary>
    public static IServiceCollection AddRepositories(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RepositoryCatalog>();
        return services;
    }
}
