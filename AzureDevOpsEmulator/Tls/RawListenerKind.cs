namespace AzureDevOpsEmulator.Tls;

/// <summary>What may go wrong below HTTP, one port each.</summary>
public enum RawListenerKind
{
    /// <summary>Nobody listens: connections are refused. The port stays reserved, so nobody else takes it.</summary>
    Closed,

    /// <summary>Accepts, and resets when the first byte arrives.</summary>
    Reset,

    /// <summary>Accepts, reads, and never says a word.</summary>
    HangBeforeTls,

    /// <summary>Answers a TLS hello in plain HTTP, as Windows' HTTP.sys does on a port without a certificate.</summary>
    PlainHttpOnTlsPort,

    /// <summary>Ends a TLS hello with the alert that there is no protocol version in common, as if only TLS 1.0 were on.</summary>
    OldProtocolOnly,

    /// <summary>Completes the handshake with a good certificate, reads, and never answers.</summary>
    HangAfterTls,

    /// <summary>Completes the handshake with a good certificate and resets when the request arrives.</summary>
    ResetAfterTls,

    /// <summary>A port that a firewall drops the packets of: connecting gets no answer. It works so on Linux (see <see cref="SilentPort"/>).</summary>
    Silent,

    /// <summary>Speaks TLS only: answers plain HTTP with the alert that the message was unexpected.</summary>
    TlsOnly,

    /// <summary>Greets as an SSH server does, and speaks nothing else.</summary>
    Ssh,
}
