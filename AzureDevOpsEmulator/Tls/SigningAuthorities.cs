using System.Security.Cryptography.X509Certificates;

namespace AzureDevOpsEmulator.Tls;

/// <summary>The two authorities of a certificate folder. Callers hold the folder's lock and dispose of the certificates.</summary>
internal sealed class SigningAuthorities(string folder)
{
    private readonly string _ownFile = Path.Combine(folder, "authority-key.pem");
    private readonly string _otherFile = Path.Combine(folder, "other-authority-key.pem");

    public string PublicFile { get; } = Path.Combine(folder, "authority.pem");

    public X509Certificate2 Own(DateTimeOffset now)
    {
        var authority = ReadOrCreate(_ownFile, now, () =>
            CertificateIssuing.Authority("SpaceTech Emulator Root", issuer: null, Validity.OfAuthority(now)));
        CertificateFile.WritePublicPart(PublicFile, authority);
        return authority;
    }

    /// <summary>An intermediate of an unknown authority: the root isn't kept.</summary>
    public X509Certificate2 Other(DateTimeOffset now) => ReadOrCreate(_otherFile, now, () =>
    {
        var validity = Validity.OfAuthority(now);
        using var root = CertificateIssuing.Authority("Unknown Emulator Root", issuer: null, validity);
        return CertificateIssuing.Authority("Unknown Emulator Issuing CA", root, validity);
    });

    /// <summary>False for a leaf whose authority was replaced.</summary>
    public static bool IsSignedBy(X509Certificate2? issuer, X509Certificate2 leaf)
    {
        if (issuer is null) return true;
        var named = leaf.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;
        var held = issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes;
        return named is { } id && id.Span.SequenceEqual(held.Span);
    }

    private static X509Certificate2 ReadOrCreate(string path, DateTimeOffset now, Func<X509Certificate2> create)
    {
        var kept = CertificateFile.Read(path);
        if (kept is not null && Validity.AuthorityIsCurrent(kept, now)) return kept;
        var created = create();
        CertificateFile.Write(path, created);
        return created;
    }
}

internal static class CertificateFile
{
    private const UnixFileMode PublicMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static X509Certificate2? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var pem = File.ReadAllText(path);
            using var certificate = X509Certificate2.CreateFromPem(pem, pem);
            // A key that never was in a key store fails in SChannel; one from PKCS#12 works everywhere.
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
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
        var pem = certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        PrivateFile.Replace(path, Encoding.ASCII.GetBytes(pem));
    }

    public static void WritePublicPart(string path, X509Certificate2 certificate)
    {
        var pem = certificate.ExportCertificatePem() + "\n";
        if (!File.Exists(path) || File.ReadAllText(path) != pem)
            PrivateFile.Replace(path, Encoding.ASCII.GetBytes(pem), PublicMode);
    }
}
