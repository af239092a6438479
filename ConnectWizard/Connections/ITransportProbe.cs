using System.Net;

namespace ConnectWizard.Connections;

/// <summary>
/// The way to a server below HTTP, step by step, with the same policy and the same dialler that every request uses. Each step gives its
/// failure back as a problem with evidence.
/// </summary>
public interface ITransportProbe
{
    /// <summary>Resolves the name once. With a configured <c>Network:ConnectTo</c> there is no query and the answer says so.</summary>
    Task<Result<ResolvedHost>> ResolveAsync(ServerAddress address, CancellationToken cancellationToken);

    /// <summary>Holds the addresses against the outbound policy: one forbidden address refuses the name.</summary>
    Result<ResolvedHost> Permit(ResolvedHost host);

    /// <summary>Opens a TCP connection to one of the permitted addresses and closes it.</summary>
    Task<Result<IPEndPoint>> ConnectAsync(ResolvedHost host, CancellationToken cancellationToken);

    /// <summary>Makes a TLS handshake as a request would, and tells what certificate was shown.</summary>
    Task<Result<TlsHandshake>> HandshakeAsync(ResolvedHost host, CancellationToken cancellationToken);
}

/// <summary>A server's name with the addresses it stands for.</summary>
/// <param name="Address">The server.</param>
/// <param name="Addresses">All answers of the resolver, in its order.</param>
/// <param name="ConnectTo">The operator's own target (<c>Network:ConnectTo</c>), shown as <c>host:port</c>; null where there is none.</param>
/// <param name="Proxy">The operator's proxy (<c>Network:Proxy</c>), which resolves the name in our place, as <c>host:port</c>; null where there is none.</param>
public sealed record ResolvedHost(ServerAddress Address, IReadOnlyList<IPAddress> Addresses, string? ConnectTo, string? Proxy = null);

/// <summary>A TLS connection that was made.</summary>
/// <param name="Protocol">"TLS 1.3".</param>
/// <param name="Subject">The leaf's subject.</param>
/// <param name="Issuer">Who signed it.</param>
/// <param name="NotAfter">When it ends.</param>
public sealed record TlsHandshake(string Protocol, string Subject, string Issuer, DateTimeOffset NotAfter);
