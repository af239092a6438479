using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>Registers what the log never holds.</summary>
public static class TypedTextLogsServices
{
    /// <summary>Keeps what people type out of the log, whatever its level.</summary>
    public static IServiceCollection AddTypedTextLogs(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, TypedTextLogs>());
        return services;
    }
}
