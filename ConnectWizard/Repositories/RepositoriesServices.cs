using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectWizard.Repositories;

public static class RepositoriesServices
{
    public static IServiceCollection AddRepositories(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RepositoryCatalog>();
        return services;
    }
}
