using System.Net.Security;
using System.Security.Authentication;

namespace ConnectWizard.Network;

public sealed class TlsConnector(TrustedAuthorities authorities, OutboundTimeouts timeouts, TimeProvider time)
{
    /// <summary>What <see cref="NetworkFailure.Detail"/> begins with where another protocol answered; its first bytes follow.</summary>
    public const string OtherProtocol = "The answer is no TLS: ";

    /// <summary>For the original host, whatever it is connected to.</summary>
    public async Task<TlsConnection> HandshakeAsync(OutboundConnection connection, OutboundRoute route, CancellationToken cancellationToken)
    {
        var judgement = new CertificateJudgement(authorities, time);
        var wire = new HandshakeStream(connection.Stream);
        var stream = new SslStream(wire);
        using var limit = new Deadline(timeouts.Handshake, time, cancellationToken);
        try
        {
            await stream.AuthenticateAsClientAsync(OptionsFor(route.Host, judgement), limit.Token);
            return new TlsConnection(stream, judgement.Certificate!);
        }
        catch (Exception exception)
        {
            await stream.DisposeAsync();
            if (exception is not (AuthenticationException or IOException) && !limit.IsOver)
                throw;
            var kind = limit.IsOver ? NetworkFailureKind.TimedOut : KindOf(exception, judgement, wire);
            throw new NetworkException(
                NetworkFailure.For(kind, route) with
                {
                    Certificate = judgement.Certificate,
                    Detail = DetailOf(exception, judgement, wire),
                    Limit = timeouts.Handshake,
                },
                exception);
        }
    }

    private static SslClientAuthenticationOptions OptionsFor(string host, CertificateJudgement judgement) => new()
    {
        TargetHost = host,
        // HTTP/1.1 only: "three requests at once" then means three connections, which a pool can count.
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        CertificateChainPolicy = CertificateJudgement.SystemPolicy(),
        RemoteCertificateValidationCallback = judgement.Accept,
    };

    private static NetworkFailureKind KindOf(Exception exception, CertificateJudgement judgement, HandshakeStream wire)
    {
        if (judgement.Fault is { } fault)
            return fault;
        if (wire.HasNothingInCommon)
            return NetworkFailureKind.TlsProtocol;
        return wire.IsSilent && exception is IOException ? NetworkFailureKind.Reset : NetworkFailureKind.TlsFailed;
    }

    private static string DetailOf(Exception exception, CertificateJudgement judgement, HandshakeStream wire) =>
        judgement.Fault is null && wire.IsOtherProtocol
            ? OtherProtocol + wire.Beginning
            : exception.InnerException?.Message ?? exception.Message;
}

public sealed record TlsConnection(SslStream Stream, ServerCertificate Certificate);
