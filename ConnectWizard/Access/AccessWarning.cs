using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

internal sealed class AccessWarning(IConfiguration configuration, IOptions<AccessOptions> options, ILogger<AccessWarning> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var address in ListeningAddresses.Read(configuration).Where(address => options.Value.AllowAnonymous && !address.IsLoopback))
            AccessLog.EverybodyIsLetIn(logger, address.Url);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static partial class AccessLog
{
    [LoggerMessage(
        1,
        LogLevel.Warning,
        "ACCESS:ALLOWANONYMOUS IS TRUE. {Address} can be reached from other machines, and whoever reaches it can use and delete every connection "
        + "without signing in")]
    public static partial void EverybodyIsLetIn(ILogger logger, string address);

    [LoggerMessage(2, LogLevel.Warning, "Refused a request: {Reason} ({Method} {Path})")]
    public static partial void Refused(ILogger logger, string reason, string method, string path);
}
