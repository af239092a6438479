using ConnectWizard.Connections;
using ConnectWizard.Network;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Checks;

/// <summary>
/// The curl line for a target as this installation reaches it: where the operator set a way of its own (<c>Network:ConnectTo</c>, as the
/// demo does),
/// the line takes that way and trusts the first of <c>Network:TrustedCertificates</c>. Such a line works on this machine; any other line
/// works anywhere.
/// </summary>
public sealed class CurlLines(RouteTable routes, IOptions<NetworkOptions> options)
{
    /// <summary>Makes the line.</summary>
    /// <param name="target">What to ask.</param>
    /// <param name="withAccount">With an account's token instead of a personal access token.</param>
    public string For(ServerTarget target, bool withAccount = false)
    {
        var (host, port) = (target.Address.Host, target.Address.Port);
        if (routes.Find(host, port).ConnectTo is not { } way)
            return CurlLine.For(target, withAccount: withAccount);

        var there = way.Host.Contains(':', StringComparison.Ordinal) ? $"[{way.Host}]" : way.Host;
        var authority = target.Address.IsEncrypted ? options.Value.TrustedCertificates.FirstOrDefault() : null;
        var route = new CurlRoute($"{host}:{port}:{there}:{way.Port}", authority is null ? null : Path.GetFullPath(authority));
        return CurlLine.For(target, route, withAccount);
    }
}
