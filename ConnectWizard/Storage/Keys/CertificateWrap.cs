using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConnectWizard.Storage.Keys;

/// <summary>
/// Wraps with an RSA certificate: a fresh AES key seals the content, RSA-OAEP seals that key. Data Protection's own certificate encryptor
/// would need the certificate while services are registered, before configuration can be checked.
/// </summary>
internal sealed class CertificateWrap(string file, X509Certificate2 certificate) : IKeyWrap, IDisposable
{
    private const int DataKeySize = 32;

    public string Id { get; } = "certificate:" + certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    public string File { get; } = file;

    public byte[] Wrap(byte[] key)
    {
        using var rsa = certificate.GetRSAPublicKey()!;
        var dataKey = RandomNumberGenerator.GetBytes(DataKeySize);
        return [.. rsa.Encrypt(dataKey, RSAEncryptionPadding.OaepSHA256), .. SealedBox.Seal(dataKey, key, Encoding.UTF8.GetBytes(Id))];
    }

    public byte[] Unwrap(byte[] wrapped)
    {
        using var rsa = certificate.GetRSAPrivateKey()!;
        var size = rsa.KeySize / 8;
        if (wrapped.Length < size)
            throw new CryptographicException("Too short to be sealed.");

        var dataKey = rsa.Decrypt(wrapped[..size], RSAEncryptionPadding.OaepSHA256);
        return SealedBox.Open(dataKey, wrapped[size..], Encoding.UTF8.GetBytes(Id));
    }

    public void Dispose() => certificate.Dispose();
}
