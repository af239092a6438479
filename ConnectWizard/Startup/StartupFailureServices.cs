namespace ConnectWizard.Startup;

/// <summary>Registers how a refused start is told.</summary>
public static class StartupFailureServices
{
    /// <summary>
    /// Leaves it to <see cref="StartupFailure"/> to tell why a start failed: the host's own "failed to start" would print the same with a
    /// stack trace. A background service that fails is still reported, as critical.
    /// </summary>
    public static IServiceCollection AddStartupFailure(this IServiceCollection services) =>
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical));
}
