using ConnectWizard.Access;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ConnectWizard;

/// <inheritdoc />
internal sealed class OwnAddress(IOptions<PublicUrlOptions> options, IServer server) : IOwnAddress
{
    /// <inheritdoc />
    public Uri Current => options.Value.Address ?? Listening();

    private Uri Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The server has not started.");
        var binding = BindingAddress.Parse(address);
        var isName = Uri.CheckHostName(binding.Host) != UriHostNameType.Unknown && binding.Host is not ("0.0.0.0" or "[::]");
        return new UriBuilder(binding.Scheme, isName ? binding.Host : "localhost", binding.Port).Uri;
    }
}
