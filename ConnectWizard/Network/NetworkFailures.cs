using System.Net.Sockets;

namespace ConnectWizard.Network;

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
