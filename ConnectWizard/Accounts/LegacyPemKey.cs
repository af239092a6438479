using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectWizard.Accounts;

/// <summary>An RSA key as OpenSSL encrypted it before PKCS #8 (RFC 1421, <c>Proc-Type: 4,ENCRYPTED</c>), which .NET does not open.</summary>
internal sealed partial class LegacyPemKey
{
    private const int SaltSize = 8;

    private readonly string _cipher;
    private readonly byte[] _iv;
    private readonly byte[] _content;

    private LegacyPemKey(string cipher, byte[] iv, byte[] content) => (_cipher, _iv, _content) = (cipher, iv, content);

    /// <returns>Null when the text has no such key.</returns>
    public static LegacyPemKey? Find(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;
        try
        {
            return new LegacyPemKey(match.Groups["cipher"].Value.ToUpperInvariant(), Convert.FromHexString(match.Groups["iv"].Value), Convert.FromBase64String(match.Groups["content"].Value));
        }
        catch (FormatException exception)
        {
            throw new CertificateException(CertificateFault.Unreadable, exception);
        }
    }

    /// <exception cref="CertificateException">The password does not open it, or it is encrypted in a way that is not supported.</exception>
    public RSA Open(string password)
    {
        using var cipher = CreateCipher();
        if (_iv.Length != cipher.BlockSize / 8)
            throw new CertificateException(CertificateFault.Unreadable);
        var key = RSA.Create();
        try
        {
            cipher.Key = DeriveKey(password, cipher.KeySize / 8);
            key.ImportRSAPrivateKey(cipher.DecryptCbc(_content, _iv), out _);
            return key;
        }
        catch (CryptographicException exception)
        {
            key.Dispose();
            throw new CertificateException(CertificateFault.Password, exception);
        }
    }

    [SuppressMessage("Security", "CA5350", Justification = "The key that somebody has is encrypted with it.")]
    private SymmetricAlgorithm CreateCipher()
    {
        SymmetricAlgorithm? cipher = _cipher switch
        {
            "DES-EDE3-CBC" => TripleDES.Create(),
            "AES-128-CBC" or "AES-192-CBC" or "AES-256-CBC" => Aes.Create(),
            _ => null,
        };
        if (cipher is null)
            throw new CertificateException(CertificateFault.Unreadable);
        cipher.KeySize = _cipher.StartsWith("AES", StringComparison.Ordinal) ? int.Parse(_cipher.AsSpan(4, 3), System.Globalization.CultureInfo.InvariantCulture) : 192;
        return cipher;
    }

    /// <summary>OpenSSL's EVP_BytesToKey with MD5 and one round.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The format is fixed.")]
    private byte[] DeriveKey(string password, int size)
    {
        byte[] secret = [.. Encoding.UTF8.GetBytes(password), .. _iv.AsSpan(0, SaltSize)];
        List<byte> key = [];
        for (byte[] digest = []; key.Count < size; key.AddRange(digest))
            digest = MD5.HashData([.. digest, .. secret]);

        return [.. key.Take(size)];
    }

    [GeneratedRegex(
        @"-----BEGIN RSA PRIVATE KEY-----\s+Proc-Type:\s*4,ENCRYPTED\s+DEK-Info:\s*(?<cipher>[A-Za-z0-9-]+),(?<iv>[0-9A-Fa-f]+)\s+(?<content>[A-Za-z0-9+/=\s]+)-----END RSA PRIVATE KEY-----",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
