namespace AzureDevOpsEmulator.Tls;

/// <summary>The server certificates a <see cref="CertificateFolder"/> makes: a good one, and one for each usual fault.</summary>
public enum CertificateKind
{
    /// <summary>Right name, in date, signed by the folder's authority.</summary>
    Trusted,

    /// <summary>Right name, in date, signed by its own key.</summary>
    SelfSigned,

    /// <summary>Right name, signed by the folder's authority, over since about a month.</summary>
    Expired,

    /// <summary>In date, signed by the folder's authority, for <see cref="CertificateFolder.AnotherName"/>.</summary>
    WrongName,

    /// <summary>Right name, in date, signed by an intermediate (sent along) of an authority that nobody has.</summary>
    OtherAuthority,
}
