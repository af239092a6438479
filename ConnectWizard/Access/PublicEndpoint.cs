using ConnectWizard.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

internal sealed class PublicEndpoint(IOptions<PublicUrlOptions> urls, IOptions<ListenerOptions> listeners, IServer server, IHostApplicationLifetime lifetime) : IPublicEndpoint
{
    public Uri Current => urls.Value.Address ?? Find(Listener.Public) ?? throw new InvalidOperationException("The address is asked for before the program listens.");

    public Uri ForPeople => urls.Value.PeopleAddress ?? Find(Listener.People) ?? new Uri(ListeningAddresses.Default);

    public async Task UntilListeningAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private Uri? Find(Listener listener) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(ToUri).FirstOrDefault(url => listeners.Value.Of(url.Port) is var own && (own == Listener.Both || own == listener));

    // Kestrel writes "every interface" as + or *, or as an address that nobody can call.
    private static Uri ToUri(string listening)
    {
        var address = BindingAddress.Parse(listening);
        var isEverywhere = address.Host is "+" or "*" or "0.0.0.0" or "[::]";
        return new UriBuilder(address.Scheme, isEverywhere ? "localhost" : address.Host, address.Port).Uri;
    }
}
