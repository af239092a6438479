using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Accounts;

/// <summary>A certificate with its private key, as somebody pastes or uploads it: PEM, or PFX (as base64 where it is text).</summary>
/// <param name="Pem">Certificate and key as PEM, without a password: it is encrypted at rest.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record ApplicationCertificate(Secret Pem, string Subject, DateTimeOffset ExpiresAt)
{
    /// <summary>More than a chain of certificates with a key takes.</summary>
    public const int MaxSize = 64 * 1024;

    private const int MinKeySize = 2048;

    /// <summary>Reads a certificate.</summary>
    /// <param name="content">The bytes of the file, or of the text.</param>
    /// <param name="password">Empty where there is none.</param>
    /// <param name="now">To refuse one that has expired.</param>
    /// <param name="certificate">The certificate, when it can be used.</param>
    /// <returns>Why it can't be used; null when it can.</returns>
    public static CertificateFault? TryRead(ReadOnlySpan<byte> content, string password, DateTimeOffset now, [NotNullWhen(false)] out ApplicationCertificate? certificate)
    {
        certificate = null;
        try
        {
            using var read = Load(content, password);
            using var key = read.HasPrivateKey ? read.GetRSAPrivateKey() : null;
            if (!read.HasPrivateKey)
                return CertificateFault.NoKey;
            if (key is null || key.KeySize < MinKeySize)
                return CertificateFault.WeakKey;
            var end = new DateTimeOffset(read.NotAfter.ToUniversalTime());
            if (end <= now)
                return CertificateFault.Expired;
            var pem = $"{read.ExportCertificatePem()}\n{ExportKey(key)}\n";
            certificate = new ApplicationCertificate(new Secret(pem), DisplayText.OneLine(read.GetNameInfo(X509NameType.SimpleName, forIssuer: false)) ?? "", end);
            return null;
        }
        catch (CertificateException exception)
        {
            return exception.Fault;
        }
    }

    private static X509Certificate2 Load(ReadOnlySpan<byte> content, string password)
    {
        var text = CertificateText.Decode(content);
        if (PemCertificate.IsPem(text))
            return PemCertificate.Load(text, password);

        // A pasted PFX is base64, a file is not.
        text = TokenText.Trim(text);
        var decoded = new byte[text.Length];
        return LoadBinary(Convert.TryFromBase64String(text, decoded, out var length) ? decoded[..length] : content.ToArray(), password);
    }

    private static X509Certificate2 LoadBinary(byte[] content, string password)
    {
        try
        {
            // Its limits keep a hostile file from costing much.
            return X509CertificateLoader.LoadPkcs12(content, password, X509KeyStorageFlags.Exportable);
        }
        catch (CryptographicException exception)
        {
            throw new CertificateException(FaultOf(content), exception);
        }
    }

    /// <summary>What is no PFX that opens: a certificate or a chain alone, a key alone, or a PFX with another password, the likeliest of what is left.</summary>
    private static CertificateFault FaultOf(byte[] content)
    {
        if (content is not [0x30, ..])
            return CertificateFault.Unreadable;
        if (IsKey(content))
            return CertificateFault.NoCertificate;
        try
        {
            return X509Certificate2.GetCertContentType(content) is X509ContentType.Cert or X509ContentType.Pkcs7 ? CertificateFault.NoKey : CertificateFault.Password;
        }
        catch (CryptographicException)
        {
            return CertificateFault.Unreadable;
        }
    }

    private static bool IsKey(byte[] content)
    {
        using var key = RSA.Create();
        try
        {
            key.ImportPkcs8PrivateKey(content, out _);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A key out of a PFX leaves some systems encrypted alone.</summary>
    private static string ExportKey(RSA key)
    {
        try
        {
            return key.ExportPkcs8PrivateKeyPem();
        }
        catch (CryptographicException)
        {
            using var copy = RSA.Create();
            copy.ImportEncryptedPkcs8PrivateKey("once", key.ExportEncryptedPkcs8PrivateKey("once", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)), out _);
            return copy.ExportPkcs8PrivateKeyPem();
        }
    }
}

/// <summary>Why a certificate can't be used.</summary>
public enum CertificateFault
{
    /// <summary>Neither PEM nor PFX, or damaged.</summary>
    Unreadable,

    /// <summary>A file over <see cref="ApplicationCertificate.MaxSize"/>, or a text over <see cref="IdentityForm.MaxPasteLength"/>.</summary>
    TooLarge,

    /// <summary>The password does not open it.</summary>
    Password,

    /// <summary>There is no private key in it: it is the public part.</summary>
    NoKey,

    /// <summary>There is a private key and no certificate.</summary>
    NoCertificate,

    /// <summary>The private key is of none of the certificates.</summary>
    Mismatch,

    /// <summary>Not RSA, or under 2048 bits.</summary>
    WeakKey,
    Expired,
}

/// <summary>A certificate can't be used.</summary>
internal sealed class CertificateException(CertificateFault fault, Exception? cause = null) : Exception($"{fault}", cause)
{
    public CertificateFault Fault => fault;
}
