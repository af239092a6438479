using System.Net;

namespace ConnectWizard.Network;

/// <summary>What this room logs.</summary>
internal static partial class NetworkLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Not connected to {Host}: {Address} is in {Range}, and Network:AllowedNetworks does not permit it.")]
    public static partial void NotAllowed(ILogger logger, string host, IPAddress address, string range);
}
