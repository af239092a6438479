using System.Net;
using System.Net.Sockets;

namespace ConnectWizard.Network;

/// <summary>What went wrong below a request, with what was seen. It holds no part of a request, so no secret.</summary>
public sealed record NetworkFailure(NetworkFailureKind Kind, string Host, int Port)
{
    /// <summary>The addresses that were tried or refused.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>For <see cref="NetworkFailureKind.NotAllowed"/>: what is refused, why, and which entry would permit it.</summary>
    public IReadOnlyList<AddressRefusal> Refusals { get; init; } = [];

    /// <summary>For TLS failures: the certificate that was shown, where one was.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>The operator's own target (<c>Network:ConnectTo</c>).</summary>
    public DnsEndPoint? ConnectTo { get; init; }

    /// <summary>The operator's proxy, where one was on the way.</summary>
    public DnsEndPoint? Proxy { get; init; }

    /// <summary>For <see cref="NetworkFailureKind.TimedOut"/>: how long was waited.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>The system's own words, or the proxy's.</summary>
    public string? Detail { get; init; }

    internal static NetworkFailure For(NetworkFailureKind kind, OutboundRoute route) => new(kind, route.Host, route.Port)
    {
        Addresses = route.Addresses,
        ConnectTo = route.ConnectTo,
        Proxy = route.Proxy,
    };
}

/// <summary>
/// Carries a <see cref="NetworkFailure"/> through <see cref="HttpClient"/>, which knows exceptions only; callers make a value of it.
/// </summary>
public sealed class NetworkException(NetworkFailure failure, Exception? inner = null)
    : IOException($"{failure.Kind}: {failure.Host}:{failure.Port}", inner)
{
    public NetworkFailure Failure { get; } = failure;
}

/// <summary>Every way in which the network below a request can fail.</summary>
public enum NetworkFailureKind
{
    /// <summary>No address for the name, or no response from the name server.</summary>
    NameUnknown,

    /// <summary>The outbound policy forbids an address that the host stands for.</summary>
    NotAllowed,

    Refused,

    Unreachable,

    /// <summary>No response in time: a connection, a handshake or a reply.</summary>
    TimedOut,

    /// <summary>The other side, or something between, closed the connection.</summary>
    Reset,

    /// <summary>The operator's proxy did not open a tunnel.</summary>
    ProxyRefused,

    /// <summary>The certificate is of an authority that nobody here trusts.</summary>
    TlsUntrusted,

    TlsSelfSigned,

    /// <summary>The certificate, or one above it, is past its date or before it.</summary>
    TlsExpired,

    /// <summary>The certificate is good, for another name.</summary>
    TlsWrongName,

    /// <summary>No TLS version or cipher in common.</summary>
    TlsProtocol,

    TlsFailed,

    /// <summary>Something answers, in no HTTP that can be read.</summary>
    NotHttp,

    TooLarge,
}

/// <summary>Makes failures of what .NET throws.</summary>
internal static class NetworkFailures
{
    public static NetworkFailureKind KindOf(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => NetworkFailureKind.Refused,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => NetworkFailureKind.NameUnknown,
        SocketError.TimedOut => NetworkFailureKind.TimedOut,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => NetworkFailureKind.Reset,
        _ => NetworkFailureKind.Unreachable,
    };

    /// <summary>The failure in an exception of <see cref="HttpClient"/> or of the body it gave.</summary>
    public static NetworkException Translate(Exception exception, string host, int port, TimeSpan? limit = null)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is NetworkException known)
                return known;
        }

        return new NetworkException(new NetworkFailure(KindOf(exception), host, port) { Detail = exception.Message, Limit = limit }, exception);
    }

    private static NetworkFailureKind KindOf(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } =>
            NetworkFailureKind.NotHttp,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => NetworkFailureKind.TooLarge,
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } or InvalidDataException => NetworkFailureKind.NotHttp,
        SocketException socket => KindOf(socket),
        TimeoutException or OperationCanceledException => NetworkFailureKind.TimedOut,
        { InnerException: { } inner } => KindOf(inner),
        _ => NetworkFailureKind.Reset,
    };
}
