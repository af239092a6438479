using System.Net;

namespace ConnectWizard.Network;

/// <summary>What went wrong below a request, with what was seen. It holds no part of a request, so no secret.</summary>
/// <param name="Kind">Which way to fail.</param>
/// <param name="Host">The host that was asked for.</param>
/// <param name="Port">The port that was tried.</param>
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
