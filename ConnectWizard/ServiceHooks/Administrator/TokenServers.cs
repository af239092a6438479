using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>
/// The servers that an administrator who follows a link may enter a token for: those that the operator's configuration names. Anybody who uses
/// this installation can connect a server of their own and send its link around.
/// </summary>
internal sealed class TokenServers(OutboundDialer dialer)
{
    /// <returns>Why no token is taken; null when it is.</returns>
    public Problem? Judge(ServerTarget target)
    {
        var address = target.Address;
        if (target.Provider == ProviderKind.Services || dialer.IsNamed(address.Host, address.Port))
            return null;
        var port = address.Port.ToString(CultureInfo.InvariantCulture);
        return new Problem(ProblemCode.AddressNotAllowed)
            .With(ProblemText.Variant, "administrator").With("host", address.DisplayHost).With("port", port)
            .With("entry", $"{address.Host}:{port}").With("key", $"{NetworkOptions.Section}:{nameof(NetworkOptions.AllowedNetworks)}");
    }
}
