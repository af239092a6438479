using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AzureDevOpsEmulator.Tls;

/// <summary>A certificate and its key in one PEM file, written aside and then renamed: it appears whole or not at all.</summary>
internal static class CertificateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The certificate with its key, or null where there is none or what is there cannot be read as such.</summary>
    public static X509Certificate2? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var pem = File.ReadAllText(path);
            using var certificate = X509Certificate2.CreateFromPem(pem, pem);
            return ForServers(certificate);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Write(string path, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()
            ?? throw new ArgumentException("Only certificates with an EC key are kept.", nameof(certificate));
        Replace(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n", OwnerOnly);
    }

    public static void WritePublicPart(string path, X509Certificate2 certificate)
    {
        var pem = certificate.ExportCertificatePem() + "\n";
        if (!File.Exists(path) || File.ReadAllText(path) != pem) Replace(path, pem, Readable);
    }

    /// <summary>A key that never was in a key store fails in SChannel; one that came by PKCS#12 works everywhere.</summary>
    private static X509Certificate2 ForServers(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);

    private static void Replace(string path, string content, UnixFileMode mode)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(content));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
