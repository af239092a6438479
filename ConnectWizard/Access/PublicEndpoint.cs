using ConnectWizard.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

internal sealed class PublicEndpoint(PublicAddress address, IHostApplicationLifetime lifetime) : IPublicEndpoint
{
    public Uri Current => address.Find() ?? throw new InvalidOperationException("The address is asked for before the program listens.");

    public Uri Expected => address.Find() ?? new Uri(ListeningAddresses.Default);

    public async Task UntilListeningAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}

/// <summary>Where others reach this installation: <c>PublicUrl</c>, else the address that it listens on.</summary>
internal sealed class PublicAddress(IOptions<PublicUrlOptions> publicUrl, IServer server)
{
    /// <returns>Null while there is no <c>PublicUrl</c> and the program does not listen yet.</returns>
    public Uri? Find() => publicUrl.Value.Address
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(ToUri).FirstOrDefault();

    // Kestrel writes "every interface" as + or *, or as an address that nobody can call.
    private static Uri ToUri(string listening)
    {
        var address = BindingAddress.Parse(listening);
        var isEverywhere = address.Host is "+" or "*" or "0.0.0.0" or "[::]";
        return new UriBuilder(address.Scheme, isEverywhere ? "localhost" : address.Host, address.Port).Uri;
    }
}
