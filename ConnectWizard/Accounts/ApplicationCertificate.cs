using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectWizard.Connections;

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

    /// <summary>As many as a PFX may have: an encrypted key says itself how much work its password is.</summary>
    private const int MaxIterations = 300_000;

    private const string PemMark = "-----BEGIN ";

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
        catch (FaultException fault)
        {
            return fault.Fault;
        }
    }

    private static X509Certificate2 Load(ReadOnlySpan<byte> content, string password)
    {
        var text = Encoding.UTF8.GetString(content);
        if (text.Contains(PemMark, StringComparison.Ordinal))
            return LoadPem(text, password);

        // A pasted PFX is base64, a file is not.
        var decoded = new byte[text.Length];
        var pfx = Convert.TryFromBase64String(text.Trim(), decoded, out var length) ? decoded.AsSpan(0, length) : content;
        try
        {
            // Its limits keep a hostile file from costing much.
            return X509CertificateLoader.LoadPkcs12(pfx, password, X509KeyStorageFlags.Exportable);
        }
        catch (CryptographicException exception)
        {
            // The first byte of any PFX: a sequence. What else it may lack, a password that does not fit is the likeliest.
            throw new FaultException(pfx.Length > 0 && pfx[0] == 0x30 ? CertificateFault.Password : CertificateFault.Unreadable, exception);
        }
    }

    private static X509Certificate2 LoadPem(string text, string password)
    {
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new FaultException(CertificateFault.NoKey);
        var isEncrypted = text.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
        try
        {
            if (isEncrypted && IterationsOf(text) > MaxIterations)
                throw new FaultException(CertificateFault.Unreadable);
            return isEncrypted ? X509Certificate2.CreateFromEncryptedPem(text, text, password) : X509Certificate2.CreateFromPem(text, text);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or AsnContentException)
        {
            throw new FaultException(isEncrypted ? CertificateFault.Password : CertificateFault.Unreadable, exception);
        }
    }

    private static int IterationsOf(string text)
    {
        var block = text[text.IndexOf("-----BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal)..];
        var key = Convert.FromBase64String(block[PemEncoding.Find(block).Base64Data]);
        // The algorithm is the first part of it, and the number of iterations the first one in there.
        return FirstNumberIn(new AsnReader(key, AsnEncodingRules.BER).ReadSequence().ReadSequence()) ?? int.MaxValue;
    }

    private static int? FirstNumberIn(AsnReader reader)
    {
        while (reader.HasData)
        {
            var tag = reader.PeekTag();
            if (tag.HasSameClassAndValue(Asn1Tag.Integer))
                return reader.TryReadInt32(out var number) ? number : int.MaxValue;
            if (tag.HasSameClassAndValue(Asn1Tag.Sequence) && FirstNumberIn(reader.ReadSequence()) is { } inside)
                return inside;
            if (!tag.HasSameClassAndValue(Asn1Tag.Sequence))
                reader.ReadEncodedValue();
        }

        return null;
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

    private sealed class FaultException(CertificateFault fault, Exception? cause = null) : Exception($"{fault}", cause)
    {
        public CertificateFault Fault => fault;
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

    /// <summary>There is no private key in it.</summary>
    NoKey,

    /// <summary>Not RSA, or under 2048 bits.</summary>
    WeakKey,
    Expired,
}
