using ConnectWizard.Connections;

namespace ConnectWizard.Access;

/// <inheritdoc />
internal sealed class PublicEndpoint(PublicAddress address, IHostApplicationLifetime lifetime) : IPublicEndpoint
{
    /// <inheritdoc />
    public Uri Current => address.Find() ?? throw new InvalidOperationException("The address is asked for before the program listens.");

    /// <inheritdoc />
    public Uri Expected => address.Find() ?? new Uri(ListeningAddresses.Default);

    /// <inheritdoc />
    public async Task UntilListeningAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
