using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Network;

/// <summary>Judges by the system's authorities, then by the operator's. Nothing is downloaded: addresses in a certificate would bypass the policy.</summary>
internal sealed class CertificateJudgement(TrustedAuthorities authorities, TimeProvider time)
{
    private const X509VerificationFlags UnknownRevocationPasses = X509VerificationFlags.IgnoreEndRevocationUnknown
        | X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown | X509VerificationFlags.IgnoreRootRevocationUnknown;

    public NetworkFailureKind? Fault { get; private set; }

    public ServerCertificate? Certificate { get; private set; }

    public static X509ChainPolicy SystemPolicy() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.Offline,
        VerificationFlags = UnknownRevocationPasses,
    };

    public bool Accept(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate || chain is null)
        {
            Fault = NetworkFailureKind.TlsFailed;
            return false;
        }

        Certificate = ServerCertificate.Describe(certificate, chain.ChainElements.Select(element => element.Certificate));
        var isTrusted = !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || IsOfOurAuthorities(certificate, chain);
        var hasName = !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        Fault = isTrusted ? hasName ? null : NetworkFailureKind.TlsWrongName : ChainFault(certificate, chain);
        return Fault is null;
    }

    private bool IsOfOurAuthorities(X509Certificate2 certificate, X509Chain systemChain)
    {
        if (authorities.Certificates.Count == 0)
            return false;
        using var chain = new X509Chain { ChainPolicy = SystemPolicy() };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities.Certificates);
        chain.ChainPolicy.ExtraStore.AddRange(systemChain.ChainPolicy.ExtraStore);
        foreach (var usage in systemChain.ChainPolicy.ApplicationPolicy)
            chain.ChainPolicy.ApplicationPolicy.Add(usage);
        return chain.Build(certificate);
    }

    private NetworkFailureKind ChainFault(X509Certificate2 certificate, X509Chain chain)
    {
        if (chain.ChainElements.Select(element => element.Certificate).Prepend(certificate).Any(IsOutOfDate))
            return NetworkFailureKind.TlsExpired;
        return certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
            ? NetworkFailureKind.TlsSelfSigned
            : NetworkFailureKind.TlsUntrusted;
    }

    private bool IsOutOfDate(X509Certificate2 link)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now > link.NotAfter.ToUniversalTime() || now < link.NotBefore.ToUniversalTime();
    }
}

/// <param name="Chain">The subjects from it upwards, as far as they were sent or are known here.</param>
public sealed record ServerCertificate(
    string Subject,
    string Issuer,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Chain,
    string Sha256)
{
    internal static ServerCertificate Describe(X509Certificate2 certificate, IEnumerable<X509Certificate2> chain) => new(
        certificate.Subject,
        certificate.Issuer,
        new DateTimeOffset(certificate.NotBefore),
        new DateTimeOffset(certificate.NotAfter),
        NamesOf(certificate),
        [.. chain.Select(link => link.Subject)],
        certificate.GetCertHashString(HashAlgorithmName.SHA256));

    private static string[] NamesOf(X509Certificate2 certificate)
    {
        try
        {
            var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToList();
            var addresses = names.SelectMany(name => name.EnumerateIPAddresses()).Select(address => address.ToString());
            return [.. names.SelectMany(name => name.EnumerateDnsNames()), .. addresses];
        }
        catch (CryptographicException)
        {
            // The server made it: it may be malformed.
            return [];
        }
    }
}

/// <summary>The certificate authorities of <c>Network:TrustedCertificates</c>, trusted in addition to the system's.</summary>
public sealed class TrustedAuthorities(IOptions<NetworkOptions> options)
{
    private readonly Lazy<X509Certificate2Collection> _certificates = new(() => Load(options.Value.TrustedCertificates));

    internal X509Certificate2Collection Certificates => _certificates.Value;

    internal static string? FaultOf(string path)
    {
        try
        {
            return Load([path]).Count > 0 ? null : $"'{path}' holds no certificate in PEM form";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"'{path}' cannot be read: {exception.Message}";
        }
    }

    private static X509Certificate2Collection Load(IEnumerable<string> paths)
    {
        var certificates = new X509Certificate2Collection();
        foreach (var path in paths)
            certificates.ImportFromPemFile(path);
        return certificates;
    }
}
