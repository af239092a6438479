using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace ConnectWizard.Storage.Keys;

/// <summary>An element of the key ring, encrypted with AES-256-GCM. The key's id and dates are associated data: nobody can revive a key or rename it.</summary>
internal static class WrappedKey
{
    public const string Element = "wrappedKey";
    public const string By = "by";
    public const string ContentKey = "contentKey";
    public const string Signature = "signature";
    public const int NonceSize = 12;
    public const int TagSize = 16;

    /// <summary>What Data Protection's XmlKeyManager names them in a key.</summary>
    public static readonly string[] Facts = ["id", "creationDate", "activationDate", "expirationDate"];

    /// <summary>Written as XML again, so that no value can run into the next.</summary>
    public static byte[] AssociatedData(XElement wrapped) => Encoding.UTF8.GetBytes(
        new XElement(wrapped.Name, Facts.Prepend(By).Append(ContentKey).Select(name => new XAttribute(name, (string?)wrapped.Attribute(name) ?? "")))
            .ToString(SaveOptions.DisableFormatting));

    public static byte[] Bytes(XElement wrapped, string attribute) => Convert.FromBase64String((string?)wrapped.Attribute(attribute) ?? "");
}

/// <summary>Wraps whole elements: Data Protection hands an encryptor the secret without its id and dates.</summary>
internal sealed class WrappedKeyEncryptor(KeyEncryptionKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var (contentKey, encryptedKey) = key.CreateContentKey();
        var wrapped = new XElement(
            WrappedKey.Element,
            new XAttribute(WrappedKey.By, key.Id),
            WrappedKey.Facts.Select(name => new XAttribute(name, (string?)plaintextElement.Attribute(name) ?? (string?)plaintextElement.Element(name) ?? "")),
            new XAttribute(WrappedKey.ContentKey, Convert.ToBase64String(encryptedKey)));
        var associated = WrappedKey.AssociatedData(wrapped);
        var sealedContent = Seal(contentKey, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), associated);
        wrapped.Add(
            new XAttribute(WrappedKey.Signature, Convert.ToBase64String(key.Sign([.. associated, .. sealedContent]))),
            Convert.ToBase64String(sealedContent));
        return new EncryptedXmlInfo(wrapped, typeof(WrappedKeyDecryptor));
    }

    /// <returns>Nonce, tag and cipher text.</returns>
    private static byte[] Seal(byte[] contentKey, byte[] content, byte[] associated)
    {
        var sealedContent = new byte[WrappedKey.NonceSize + WrappedKey.TagSize + content.Length];
        var (nonce, tag) = (sealedContent.AsMemory(0, WrappedKey.NonceSize), sealedContent.AsMemory(WrappedKey.NonceSize, WrappedKey.TagSize));
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(contentKey, WrappedKey.TagSize);
        aes.Encrypt(nonce.Span, content, sealedContent.AsSpan(WrappedKey.NonceSize + WrappedKey.TagSize), tag.Span, associated);
        return sealedContent;
    }
}

internal sealed class WrappedKeyDecryptor(KeyEncryptionKey key) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var associated = WrappedKey.AssociatedData(encryptedElement);
        var sealedContent = Convert.FromBase64String(encryptedElement.Value);
        if (sealedContent.Length < WrappedKey.NonceSize + WrappedKey.TagSize
            || !key.IsSigned([.. associated, .. sealedContent], WrappedKey.Bytes(encryptedElement, WrappedKey.Signature)))
        {
            throw new CryptographicException("The key is not authentic.");
        }

        var content = new byte[sealedContent.Length - WrappedKey.NonceSize - WrappedKey.TagSize];
        using var aes = new AesGcm(key.OpenContentKey(WrappedKey.Bytes(encryptedElement, WrappedKey.ContentKey)), WrappedKey.TagSize);
        aes.Decrypt(
            sealedContent.AsSpan(0, WrappedKey.NonceSize),
            sealedContent.AsSpan(WrappedKey.NonceSize + WrappedKey.TagSize),
            sealedContent.AsSpan(WrappedKey.NonceSize, WrappedKey.TagSize),
            content,
            associated);
        return XElement.Parse(Encoding.UTF8.GetString(content));
    }

    /// <returns>Null for what none of the keys wrapped.</returns>
    public static XElement? TryDecrypt(XElement? element, IEnumerable<KeyEncryptionKey> keys)
    {
        if (element is null || element.Name != WrappedKey.Element || keys.FirstOrDefault(key => key.Id == (string?)element.Attribute(WrappedKey.By)) is not { } key)
            return null;
        try
        {
            return new WrappedKeyDecryptor(key).Decrypt(element);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
