using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Startup;

/// <summary>Keeps what people type, what a sign-in comes back with, and what strangers can cause at will, out of the log. Configuration can't change this.</summary>
internal sealed class SensitiveLogFilter(IEnumerable<SensitiveCategory> categories) : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <summary>A provider's own rule wins, then the longest, then the last: hence one for each provider that configuration names, behind all others.</summary>
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList())
        {
            foreach (var category in categories)
                options.Rules.Add(new LoggerFilterRule(provider, category.Name, category.Lowest, filter: null));
        }
    }
}

/// <summary>A category whose lower levels must not be logged. The feature that brings it in registers it.</summary>
public sealed record SensitiveCategory(string Name, LogLevel Lowest);

public static class SensitiveLogFilterServices
{
    private static readonly string[] Addresses =
    [
        "Microsoft.AspNetCore.Routing.Matching.DfaMatcher",
        "Microsoft.AspNetCore.Components.Routing.Router",
        "Microsoft.AspNetCore.Components.Server.Circuits.CircuitHost",
        "Microsoft.AspNetCore.Components.Server.Circuits.RemoteNavigationManager",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
    ];

    public static IServiceCollection AddSensitiveLogFilter(this IServiceCollection services)
    {
        // SignalR writes each message of a circuit with its arguments at Debug, a typed token included (ASP.NET Core's DefaultHubDispatcherLog).
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Warning));
        // A path may be a link with a secret, a query has a sign-in's code. The server writes addresses at Information, also in the scope of every
        // message of the request; routing, the circuit and its pages write them at Debug.
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        foreach (var category in Addresses)
            services.AddSingleton(new SensitiveCategory(category, LogLevel.Information));
        // Anybody can write a cookie that does not open, each with a stack trace, and ask for a range that is not there.
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery", LogLevel.Critical));
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.StaticFiles.StaticFileMiddleware", LogLevel.Error));
        services.AddSingleton(new SensitiveCategory("Microsoft.AspNetCore.StaticAssets.StaticAssetsInvoker", LogLevel.Error));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, SensitiveLogFilter>());
        return services;
    }
}
