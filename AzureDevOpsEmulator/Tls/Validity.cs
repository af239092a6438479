using System.Security.Cryptography.X509Certificates;

namespace AzureDevOpsEmulator.Tls;

/// <summary>A certificate's term, and the terms this folder gives.</summary>
internal sealed record Validity(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    private static readonly TimeSpan RenewedBeforeItsEnd = TimeSpan.FromDays(30);

    /// <summary>Begins long enough ago that an expired leaf, too, lies within its issuer's term (issuing demands that).</summary>
    public static Validity OfAuthority(DateTimeOffset now) => new(now.AddYears(-2), now.AddYears(10));

    public static Validity OfLeaf(CertificateKind kind, DateTimeOffset now) => kind == CertificateKind.Expired
        ? new(now.AddDays(-400), now.AddDays(-35))
        : new(now.AddDays(-1), now.AddDays(365));

    public static bool AuthorityIsCurrent(X509Certificate2 authority, DateTimeOffset now) =>
        authority.NotBefore.ToUniversalTime() <= OfLeaf(CertificateKind.Expired, now).NotBefore.UtcDateTime
        && authority.NotAfter.ToUniversalTime() >= OfLeaf(CertificateKind.Trusted, now).NotAfter.UtcDateTime;

    public static bool LeafIsCurrent(CertificateKind kind, X509Certificate2 leaf, DateTimeOffset now) =>
        kind == CertificateKind.Expired
            ? leaf.NotAfter.ToUniversalTime() < now.UtcDateTime
            : leaf.NotBefore.ToUniversalTime() <= now.UtcDateTime
                && leaf.NotAfter.ToUniversalTime() - now.UtcDateTime > RenewedBeforeItsEnd;
}
