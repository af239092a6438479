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

/// <summary>Remembers the first received bytes: unlike the exceptions of TLS libraries, they tell on every operating system why a handshake failed.</summary>
internal sealed class HandshakeStream(Stream inner) : WrappingStream(inner)
{
    // A record's header (5), a handshake's header (4) and the version in it (2).
    private readonly byte[] _first = new byte[11];
    private readonly Stream _inner = inner;
    private int _count;

    private const byte AlertRecord = 0x15;
    private const byte HandshakeRecord = 0x16;

    public bool IsOtherProtocol => _count > 0 && _first[0] is not (AlertRecord or HandshakeRecord);

    /// <summary>By an alert (protocol_version, handshake_failure, insufficient_security), or an answer in an old version.</summary>
    public bool HasNothingInCommon => _first[0] switch
    {
        AlertRecord => _count >= 7 && _first[6] is 40 or 70 or 71,
        HandshakeRecord => _count == 11 && (_first[9] << 8 | _first[10]) < 0x0303,
        _ => false,
    };

    public bool IsSilent => _count == 0;

    /// <summary>The beginning of what is not TLS, printable characters only.</summary>
    public string Beginning => new([.. _first.Take(_count).Select(octet => octet is >= 0x20 and < 0x7f ? (char)octet : '.')]);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _inner.ReadAsync(buffer, cancellationToken);
        var remembered = Math.Min(read, _first.Length - _count);
        buffer.Span[..remembered].CopyTo(_first.AsSpan(_count));
        _count += remembered;
        return read;
    }
}
