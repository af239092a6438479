namespace ConnectWizard.Network;

/// <summary>Every way in which the network below a request can fail.</summary>
public enum NetworkFailureKind
{
    /// <summary>No address for the name, or no response from the name server.</summary>
    NameUnknown,

    /// <summary>The outbound policy forbids an address that the host stands for.</summary>
    NotAllowed,

    /// <summary>Nobody listens on the port.</summary>
    Refused,

    /// <summary>No way to the address.</summary>
    Unreachable,

    /// <summary>No response in time: a connection, a handshake or a reply.</summary>
    TimedOut,

    /// <summary>The other side, or something between, closed the connection.</summary>
    Reset,

    /// <summary>The operator's proxy did not open a tunnel.</summary>
    ProxyRefused,

    /// <summary>The certificate is of an authority that nobody here trusts.</summary>
    TlsUntrusted,

    /// <summary>The certificate is signed by itself.</summary>
    TlsSelfSigned,

    /// <summary>The certificate, or one above it, is past its date or before it.</summary>
    TlsExpired,

    /// <summary>The certificate is good, for another name.</summary>
    TlsWrongName,

    /// <summary>No TLS version or cipher in common.</summary>
    TlsProtocol,

    /// <summary>The handshake failed otherwise.</summary>
    TlsFailed,

    /// <summary>Something answers, in no HTTP that can be read.</summary>
    NotHttp,

    /// <summary>The response is larger than we read.</summary>
    TooLarge,
}
