using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace ConnectWizard.Storage.Keys;

/// <summary>
/// Wraps a key of the ring before it is stored. The wrap is asked for when it is needed: it exists once the start has checked it.
/// </summary>
internal sealed class WrappedKeyEncryptor(IServiceProvider services) : IXmlEncryptor
{
    /// <summary>The element around a wrapped key, and the attribute that says by what it was wrapped.</summary>
    public const string Element = "wrappedKey";

    public const string By = "by";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var wrap = services.GetRequiredService<IKeyWrap>();
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var element = new XElement(Element, new XAttribute(By, wrap.Id), Convert.ToBase64String(wrap.Wrap(plain)));
        return new EncryptedXmlInfo(element, typeof(WrappedKeyDecryptor));
    }
}

/// <summary>Unwraps a key of the ring. Its type's name is stored beside the key: renaming it makes stored keys unreadable.</summary>
internal sealed class WrappedKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var plain = services.GetRequiredService<IKeyWrap>().Unwrap(Convert.FromBase64String(encryptedElement.Value));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
