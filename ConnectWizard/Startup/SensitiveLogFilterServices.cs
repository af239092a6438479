using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>Registers what the log never holds.</summary>
public static class SensitiveLogFilterServices
{
    /// <summary>Keeps what people type out of the log, whatever its level.</summary>
    public static IServiceCollection AddSensitiveLogFilter(this IServiceCollection services)
    {
        // SignalR writes each message of a circuit with its arguments at Debug, and the value of an input that was left, a token's too, is one of
        // them (ASP.NET Core's DefaultHubDispatcherLog). The server writes each address with its query, where a code and a state may be.
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Warning));
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, SensitiveLogFilter>());
        return services;
    }
}
