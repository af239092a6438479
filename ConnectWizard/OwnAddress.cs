using ConnectWizard.Access;
using ConnectWizard.Connections;

namespace ConnectWizard;

/// <inheritdoc />
internal sealed class OwnAddress(PublicAddress address) : IOwnAddress
{
    /// <inheritdoc />
    public Uri Current => address.Find() ?? throw new InvalidOperationException("The server has not started.");
}
