using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>Says at each start that everybody is let in, where that is so.</summary>
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
