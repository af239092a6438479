using System.Net;
using System.Net.Sockets;

namespace ConnectWizard.Network;

/// <summary>The one way out. A name is resolved once, all its addresses are judged by the policy, and one of exactly those is connected to.</summary>
/// <remarks>With a proxy, names are left to it: often it alone can resolve them. Names, ports and addresses typed as such are judged all the same.</remarks>
public sealed class OutboundDialer(
    RouteTable routes, OutboundPolicy policy, INameResolver resolver, OutboundTimeouts timeouts, TimeProvider time, ILogger<OutboundDialer> logger)
{
    private readonly AddressRace _race = new(time);

    public async Task<OutboundRoute> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var route = routes.Find(host, port);
        if (HostName.TryParseAddress(route.Host, out var address))
            return route.ConnectTo is null ? route with { Addresses = [address] } : route;
        return route.ConnectTo is null && route.Proxy is null
            ? route with { Addresses = await ResolveAsync(route, route.Host, cancellationToken) }
            : route;
    }

    public OutboundRoute RouteTo(string host, int port, IReadOnlyList<IPAddress> addresses) =>
        routes.Find(host, port) with { Addresses = addresses };

    /// <summary>Whether configuration names this very server, so that it is the operator's and not somebody's who typed it.</summary>
    public bool IsNamed(string host, int port) => routes.Find(host, port).ConnectTo is not null || policy.Names(host, port);

    /// <returns>What the policy refuses; empty when the route may be taken.</returns>
    public IReadOnlyList<OutboundRefusal> Judge(OutboundRoute route)
    {
        if (route.IsConfigured)
            return [];
        // An operator who directs a metadata service elsewhere means the product's own requests, not an address that somebody types.
        if (route.ConnectTo is not null)
            return HostName.TryParseAddress(route.Host, out var typed) && OutboundPolicy.IsMetadata(typed) ? policy.Judge(route.Host, null, [typed]) : [];
        return policy.Judge(route.Host, route.IsPortConfigured ? null : route.Port, route.Addresses);
    }

    public async Task<OutboundConnection> ConnectAsync(OutboundRoute route, CancellationToken cancellationToken)
    {
        if (Judge(route) is { Count: > 0 } refusals)
        {
            NetworkLog.NotAllowed(logger, route.Host, route.Port, refusals[0].Address, refusals[0].Range ?? "the public internet or an allowed network", refusals[0].PermittedBy);
            throw new NetworkException(NetworkFailure.For(NetworkFailureKind.NotAllowed, route) with { Refusals = refusals });
        }

        // Both are configured by the operator, so the policy does not apply.
        var configured = route.ConnectTo ?? route.Proxy;
        var addresses = configured is null ? route.Addresses : await ResolveAsync(route, configured.Host, cancellationToken);
        var connection = await ConnectAsync(route, addresses, configured?.Port ?? route.Port, cancellationToken);
        return route.Proxy is null ? connection : await ProxyTunnel.OpenAsync(connection, route, timeouts.Tunnel, time, cancellationToken);
    }

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(OutboundRoute route, string host, CancellationToken cancellationToken)
    {
        if (HostName.TryParseAddress(host, out var address))
            return [address];
        using var limit = new Deadline(timeouts.Resolve, time, cancellationToken);
        try
        {
            var addresses = await resolver.ResolveAsync(host, limit.Token);
            return addresses.Count > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException || limit.IsOver)
        {
            var detail = limit.IsOver ? "The name server did not answer." : exception.Message;
            throw new NetworkException(NetworkFailure.For(NetworkFailureKind.NameUnknown, route) with { Detail = detail }, exception);
        }
    }

    private async Task<OutboundConnection> ConnectAsync(
        OutboundRoute route, IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var limit = new Deadline(timeouts.Connect, time, cancellationToken);
        try
        {
            var socket = await _race.ConnectAsync(addresses, port, limit.Token);
            return new OutboundConnection(new NetworkStream(socket, ownsSocket: true), (IPEndPoint)socket.RemoteEndPoint!);
        }
        catch (Exception exception) when (exception is SocketException || limit.IsOver)
        {
            var kind = limit.IsOver ? NetworkFailureKind.TimedOut : NetworkFailures.KindOf((SocketException)exception);
            var failure = NetworkFailure.For(kind, route) with { Addresses = addresses, Detail = exception.Message, Limit = timeouts.Connect };
            throw new NetworkException(failure, exception);
        }
    }
}

public interface INameResolver
{
    /// <returns>All addresses, in the order in which they should be tried; at least one.</returns>
    /// <exception cref="SocketException">The name is unknown, or the name server does not answer.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

internal sealed class SystemNameResolver : INameResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}

internal static partial class NetworkLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Not connected to {Host}:{Port}: {Address} is in {Range}, and Network:AllowedNetworks does not permit it. It would with {Entry}.")]
    public static partial void NotAllowed(ILogger logger, string host, int port, IPAddress? address, string range, string entry);
}

/// <summary>Connects to the first of several addresses that accepts; the next one starts after a failure or a quarter of a second (RFC 8305).</summary>
internal sealed class AddressRace(TimeProvider time)
{
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    /// <exception cref="SocketException">The most telling failure, where none could be connected to.</exception>
    public async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Socket>>();
        var failures = new List<SocketException>();
        try
        {
            for (var next = 0; next < addresses.Count || running.Count > 0;)
            {
                if (next < addresses.Count)
                    running.Add(ConnectAsync(Plain(addresses[next++]), port, others.Token));
                await EndOrPauseAsync(running, next < addresses.Count, cancellationToken);
                if (running.Find(attempt => attempt.IsCompleted) is not { } ended)
                    continue;
                running.Remove(ended);
                if (ended.Exception?.InnerException is not SocketException failure)
                    return await ended;
                failures.Add(failure);
            }

            throw failures.OrderBy(Rank).First();
        }
        finally
        {
            await others.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var loser in running.Where(attempt => attempt.IsCompletedSuccessfully))
                (await loser).Dispose();
        }
    }

    private async Task EndOrPauseAsync(List<Task<Socket>> running, bool isNextWaiting, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(isNextWaiting ? [.. running, Task.Delay(Stagger, time, pause.Token)] : running);
        await pause.CancelAsync();
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A refused port says more than an unreachable network (often IPv6).
    private static int Rank(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => 0,
        SocketError.ConnectionReset => 1,
        SocketError.TimedOut => 2,
        _ => 3,
    };
}
