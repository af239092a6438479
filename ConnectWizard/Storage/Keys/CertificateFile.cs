using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Startup;

namespace ConnectWizard.Storage.Keys;

/// <summary>Reads the certificate of <c>Secrets:Certificate</c>.</summary>
internal static class CertificateFile
{
    /// <exception cref="StartupException">It cannot be read, or it cannot decrypt.</exception>
    public static CertificateWrap Load(SecretsOptions options)
    {
        var certificate = Read(options);
        using var key = certificate.GetRSAPrivateKey();
        if (key is null)
        {
            certificate.Dispose();
            throw new StartupException($"Secrets:Certificate: {options.Certificate} has no RSA private key, so nothing could be opened with it.");
        }

        return new CertificateWrap(options.Certificate, certificate);
    }

    private static X509Certificate2 Read(SecretsOptions options)
    {
        try
        {
            var password = options.CertificatePassword.Length > 0 ? options.CertificatePassword : null;
            if (X509Certificate2.GetCertContentType(options.Certificate) == X509ContentType.Pfx)
                return X509CertificateLoader.LoadPkcs12FromFile(options.Certificate, password);
            return password is null
                ? X509Certificate2.CreateFromPemFile(options.Certificate)
                : X509Certificate2.CreateFromEncryptedPemFile(options.Certificate, password);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Secrets:Certificate: {options.Certificate} cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
