using System.Globalization;
using System.Net;
using System.Security.Authentication;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using Microsoft.Extensions.Options;

namespace ConnectWizard.AzureDevOps;

/// <summary>The steps below a request, one by one, with the dialler and the handshake of all requests.</summary>
internal sealed class TransportProbe(OutboundDialer dialer, TlsConnector tls, IOptions<AzureDevOpsOptions> options) : ITransportProbe
{
    public Task<Result<ResolvedHost>> ResolveAsync(ServerAddress address, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var route = await dialer.ResolveAsync(address.Host, address.Port, cancellationToken);
        return new ResolvedHost(address, route.Addresses, Show(route.ConnectTo), Show(route.Proxy));
    });

    public Result<ResolvedHost> Permit(ResolvedHost host)
    {
        var route = RouteTo(host);
        return dialer.Judge(route) is { Count: > 0 } refusals
            ? NetworkProblems.Of(NetworkFailure.For(NetworkFailureKind.NotAllowed, route) with { Refusals = refusals })
            : host;
    }

    public Task<Result<IPEndPoint>> ConnectAsync(ResolvedHost host, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var connection = await dialer.ConnectAsync(RouteTo(host), cancellationToken);
        await connection.Stream.DisposeAsync();
        return connection.RemoteEndPoint;
    });

    public Task<Result<TlsHandshake>> HandshakeAsync(ResolvedHost host, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var route = RouteTo(host);
        var connection = await tls.HandshakeAsync(await dialer.ConnectAsync(route, cancellationToken), route, cancellationToken);
        await using var stream = connection.Stream;
        var certificate = connection.Certificate;
        return new TlsHandshake(NameOf(stream.SslProtocol), certificate.Subject, certificate.Issuer, certificate.NotAfter);
    });

    private OutboundRoute RouteTo(ResolvedHost host) => dialer.RouteTo(host.Address.Host, host.Address.Port, host.Addresses) with
    {
        IsConfigured = options.Value.Cloud.Names(host.Address),
    };

    private static async Task<Result<T>> TryAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (NetworkException failed)
        {
            return NetworkProblems.Of(failed.Failure);
        }
    }

    private static string? Show(DnsEndPoint? endPoint)
    {
        if (endPoint is null)
            return null;
        var host = endPoint.Host.Contains(':', StringComparison.Ordinal) ? $"[{endPoint.Host}]" : endPoint.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{host}:{endPoint.Port}");
    }

    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => protocol.ToString(),
    };
}
