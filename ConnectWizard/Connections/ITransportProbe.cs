using System.Net;

namespace ConnectWizard.Connections;

/// <summary>The way to a server below HTTP, step by step, with the policy and the dialer of every request.</summary>
public interface ITransportProbe
{
    /// <summary>Resolves the name once; without a query where <c>Network:ConnectTo</c> is configured for it.</summary>
    Task<Result<ResolvedHost>> ResolveAsync(ServerAddress address, CancellationToken cancellationToken);

    /// <summary>Applies the outbound policy: one forbidden address refuses the name.</summary>
    Result<ResolvedHost> Permit(ResolvedHost host);

    Task<Result<IPEndPoint>> ConnectAsync(ResolvedHost host, CancellationToken cancellationToken);

    /// <summary>Makes a TLS handshake as a request does, and returns the certificate.</summary>
    Task<Result<TlsHandshake>> HandshakeAsync(ResolvedHost host, CancellationToken cancellationToken);
}

/// <param name="ConnectTo">The configured target (<c>Network:ConnectTo</c>) as <c>host:port</c>; null where there is none.</param>
/// <param name="Proxy">The operator's proxy (<c>Network:Proxy</c>), which resolves the name in our place, as <c>host:port</c>; null where there is none.</param>
public sealed record ResolvedHost(ServerAddress Address, IReadOnlyList<IPAddress> Addresses, string? ConnectTo, string? Proxy = null);

public sealed record TlsHandshake(string Protocol, string Subject, string Issuer, DateTimeOffset NotAfter);
