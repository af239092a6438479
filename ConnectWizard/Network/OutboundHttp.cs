using System.Net;

namespace ConnectWizard.Network;

/// <summary>For addresses that a person typed, and another for those of configuration (<see cref="Configured"/>), which the policy doesn't judge.</summary>
/// <remarks>
/// Not <c>IHttpClientFactory</c>: it would log every address, and its rotating handlers would forget how many connections a host has. It never
/// retries.
/// </remarks>
public sealed class OutboundHttp : IDisposable
{
    public const string Configured = "configured";

    /// <summary>Requests at once.</summary>
    public const int ConnectionsPerHost = 3;

    private static readonly HttpRequestOptionsKey<CancellationToken> Caller = new("ConnectWizard.Caller");
    private readonly OutboundDialer _dialer;
    private readonly TlsConnector _tls;
    private readonly TimeProvider _time;
    private readonly bool _isConfigured;
    private readonly HttpClient _client;

    public OutboundHttp(OutboundDialer dialer, TlsConnector tls, TimeProvider time, bool isConfigured = false, int connectionsPerHost = ConnectionsPerHost)
    {
        (_dialer, _tls, _time, _isConfigured) = (dialer, tls, time, isConfigured);
        _client = new HttpClient(CreateHandler(connectionsPerHost)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a request and returns when the headers are there. The body is read with <see cref="OpenBodyAsync"/> alone.</summary>
    /// <param name="limit">For the headers, connecting included.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TimeSpan limit, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        using var clock = new Deadline(limit, _time, cancellationToken);
        request.Options.Set(Caller, clock.Token);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, clock.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw NetworkFailures.Translate(exception, address.IdnHost, address.Port, limit);
        }
    }

    public async Task<BoundedStream> OpenBodyAsync(
        HttpResponseMessage response, ReadLimits limits, CancellationToken cancellationToken) =>
        new(await response.Content.ReadAsStreamAsync(cancellationToken), limits, response.RequestMessage!.RequestUri!, _time);

    public void Dispose() => _client.Dispose();

    private SocketsHttpHandler CreateHandler(int connectionsPerHost) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.All,
        MaxConnectionsPerServer = connectionsPerHost,
        MaxResponseDrainSize = 64 * 1024,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        // The dialler and the handshake have limits of their own, which say which of them ran out.
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        // Our trace ids must not leave the process.
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // The pool connects for itself and would go on for a while after the caller has left.
        context.InitialRequestMessage.Options.TryGetValue(Caller, out var caller);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, caller);
        var resolved = await _dialer.ResolveAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, either.Token);
        var route = resolved with { IsConfigured = _isConfigured };
        var connection = await _dialer.ConnectAsync(route, either.Token);
        return context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps
            ? (await _tls.HandshakeAsync(connection, route, either.Token)).Stream
            : connection.Stream;
    }
}
