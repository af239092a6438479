using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectWizard.Network;

/// <summary>The certificate that a server showed: for the person who mends it.</summary>
/// <param name="Names">The DNS names and addresses it is for.</param>
/// <param name="Chain">The subjects from it upwards, as far as they were sent or are known here.</param>
/// <param name="Sha256">Its fingerprint in hexadecimal digits.</param>
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
            // It is a stranger's: it need not be well made.
            return [];
        }
    }
}
