using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Startup;

namespace ConnectWizard.Storage.Keys;

/// <summary>
/// The key of an RSA or EC certificate. Anybody can encrypt for it, so its private key also signs; Data Protection's own certificate encryptor
/// doesn't.
/// </summary>
internal sealed class CertificateKey(string file, X509Certificate2 certificate)
    : KeyEncryptionKey("Secrets:Certificate", file, "certificate:" + certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()), IDisposable
{
    /// <exception cref="StartupException">The certificate can't be read, or can't decrypt and sign.</exception>
    public static CertificateKey Load(KeySource options)
    {
        var certificate = Read(options);
        using var rsa = certificate.GetRSAPrivateKey();
        using var ecdsa = certificate.GetECDsaPrivateKey();
        using var agreement = certificate.GetECDiffieHellmanPrivateKey();
        if (rsa is not null || (ecdsa is not null && agreement is not null))
            return new CertificateKey(options.Certificate, certificate);
        certificate.Dispose();
        throw new StartupException(
            $"Secrets:Certificate: {options.Certificate} has no private key that can sign and decrypt: use RSA, or an elliptic curve whose key usage allows key agreement.");
    }

    public override (byte[] Key, byte[] Encrypted) CreateContentKey()
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            var key = RandomNumberGenerator.GetBytes(KeySize);
            return (key, rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256));
        }

        using var agreement = certificate.GetECDiffieHellmanPublicKey()!;
        using var ephemeral = ECDiffieHellman.Create(agreement.ExportParameters(includePrivateParameters: false).Curve);
        return (Agree(ephemeral, agreement), ephemeral.ExportSubjectPublicKeyInfo());
    }

    public override byte[] OpenContentKey(byte[] encrypted)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        if (rsa is not null)
            return rsa.Decrypt(encrypted, RSAEncryptionPadding.OaepSHA256);
        using var agreement = certificate.GetECDiffieHellmanPrivateKey()!;
        using var ephemeral = ECDiffieHellman.Create();
        ephemeral.ImportSubjectPublicKeyInfo(encrypted, out _);
        return Agree(agreement, ephemeral);
    }

    public override byte[] Sign(byte[] data)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        using var ecdsa = certificate.GetECDsaPrivateKey();
        return rsa?.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss) ?? ecdsa!.SignData(data, HashAlgorithmName.SHA256);
    }

    public override bool IsSigned(byte[] data, byte[] signature)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return rsa?.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            ?? ecdsa!.VerifyData(data, signature, HashAlgorithmName.SHA256);
    }

    public void Dispose() => certificate.Dispose();

    private static byte[] Agree(ECDiffieHellman own, ECDiffieHellman other)
    {
        using var otherKey = other.PublicKey;
        return own.DeriveKeyFromHash(otherKey, HashAlgorithmName.SHA256);
    }

    private static X509Certificate2 Read(KeySource options)
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
            throw new StartupException($"Secrets:Certificate: {options.Certificate} can't be read ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
