using System.Security.Cryptography.X509Certificates;

namespace AzureDevOpsEmulator.Tls;

/// <summary>Creates certificates with new P-256 keys. Without an issuer they are self-signed.</summary>
internal static class CertificateIssuing
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int MaxCommonNameLength = 64; // RFC 5280, ub-common-name

    public static X509Certificate2 Authority(string commonName, X509Certificate2? issuer, Validity validity)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}, O=SpaceTech", key, HashAlgorithmName.SHA256);
        var isIntermediate = issuer is not null;
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, isIntermediate, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return Sign(request, key, issuer, validity);
    }

    public static X509Certificate2 Leaf(string hostName, X509Certificate2? issuer, Validity validity)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var commonName = hostName.Length <= MaxCommonNameLength ? hostName : "SpaceTech Emulator Server";
        var request = new CertificateRequest($"CN={commonName}, O=SpaceTech", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(Names(hostName));
        return Sign(request, key, issuer, validity);
    }

    private static X509Extension Names(string hostName)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(hostName, out var address))
        {
            names.AddIpAddress(address);
            return names.Build();
        }

        names.AddDnsName(hostName);
        if (hostName == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        return names.Build();
    }

    private static X509Certificate2 Sign(CertificateRequest request, ECDsa key, X509Certificate2? issuer, Validity validity)
    {
        var subjectKey = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(subjectKey);
        if (issuer is null)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(subjectKey));
            return request.CreateSelfSigned(validity.NotBefore, validity.NotAfter);
        }

        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var signed = request.Create(issuer, validity.NotBefore, validity.NotAfter, SerialNumber());
        return signed.CopyWithPrivateKey(key);
    }

    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40); // positive and without leading zeros, as DER wants it
        return serial;
    }
}

internal sealed record Validity(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    private static readonly TimeSpan RenewalWindow = TimeSpan.FromDays(30);

    /// <summary>Begins early enough that an expired leaf is within its issuer's validity, which issuing requires.</summary>
    public static Validity OfAuthority(DateTimeOffset now) => new(now.AddYears(-2), now.AddYears(10));

    public static Validity OfLeaf(CertificateKind kind, DateTimeOffset now) => kind switch
    {
        CertificateKind.Expired => new(now.AddDays(-400), now.AddDays(-35)),
        CertificateKind.Ending => new(now.AddDays(-350), now.AddDays(15)),
        _ => new(now.AddDays(-1), now.AddDays(365)),
    };

    public static bool AuthorityIsCurrent(X509Certificate2 authority, DateTimeOffset now) =>
        authority.NotBefore.ToUniversalTime() <= OfLeaf(CertificateKind.Expired, now).NotBefore.UtcDateTime
        && authority.NotAfter.ToUniversalTime() >= OfLeaf(CertificateKind.Trusted, now).NotAfter.UtcDateTime;

    public static bool LeafIsCurrent(CertificateKind kind, X509Certificate2 leaf, DateTimeOffset now) =>
        kind == CertificateKind.Expired ? leaf.NotAfter.ToUniversalTime() < now.UtcDateTime
            : kind == CertificateKind.Ending ? leaf.NotAfter.ToUniversalTime() > now.UtcDateTime.AddDays(1) && leaf.NotAfter.ToUniversalTime() < now.UtcDateTime.AddDays(29)
            : leaf.NotBefore.ToUniversalTime() <= now.UtcDateTime
                && leaf.NotAfter.ToUniversalTime() - now.UtcDateTime > RenewalWindow;
}
