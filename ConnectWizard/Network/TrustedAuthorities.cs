using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Network;

/// <summary>The certificate authorities of <c>Network:TrustedCertificates</c>, trusted in addition to the system's.</summary>
public sealed class TrustedAuthorities(IOptions<NetworkOptions> options)
{
    private readonly Lazy<X509Certificate2Collection> _certificates = new(() => Load(options.Value.TrustedCertificates));

    internal X509Certificate2Collection Certificates => _certificates.Value;

    /// <returns>Why a file cannot be used; null when it can.</returns>
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
