using System.Net;
using System.Net.Sockets;

namespace ConnectWizard.Network;

/// <summary>What went wrong below a request, with what was seen. It holds no part of a request, so no secret.</summary>
public sealed record NetworkFailure(NetworkFailureKind Kind, string Host, int Port)
{
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];
    public IReadOnlyList<OutboundRefusal> Refusals { get; init; } = [];
    public ServerCertificate? Certificate { get; init; }
    public DnsEndPoint? ConnectTo { get; init; }
    public DnsEndPoint? Proxy { get; init; }
    public TimeSpan? Limit { get; init; }
    public long? MaxBytes { get; init; }

    /// <summary>The message of the operating system or the proxy.</summary>
    public string? Detail { get; init; }

    internal static NetworkFailure For(NetworkFailureKind kind, OutboundRoute route) => new(kind, route.Host, route.Port)
    {
        Addresses = route.Addresses,
        ConnectTo = route.ConnectTo,
        Proxy = route.Proxy,
    };
}

/// <summary>Carries a <see cref="NetworkFailure"/> through <see cref="HttpClient"/>, which knows exceptions only.</summary>
public sealed class NetworkException(NetworkFailure failure, Exception? inner = null)
    : IOException($"{failure.Kind}: {failure.Host}:{failure.Port}", inner)
{
    public NetworkFailure Failure { get; } = failure;
}

public enum NetworkFailureKind
{
    NameUnknown,
    NotAllowed,
    Refused,
    Unreachable,
    TimedOut,
    Reset,
    ProxyRefused,
    TlsUntrusted,
    TlsSelfSigned,
    TlsExpired,
    TlsWrongName,
    TlsProtocol,
    TlsFailed,

    /// <summary>Something answers, in no HTTP that can be read.</summary>
    NotHttp,
    TooLarge,
}

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
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } or InvalidDataException or InvalidOperationException => NetworkFailureKind.NotHttp,
        SocketException socket => KindOf(socket),
        TimeoutException or OperationCanceledException => NetworkFailureKind.TimedOut,
        { InnerException: { } inner } => KindOf(inner),
        _ => NetworkFailureKind.Reset,
    };
}
