using System.Security.Cryptography;
using System.Xml.Linq;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage.Keys;

/// <summary>
/// Holds the key ring against the key outside the store before anything is opened or written. Data Protection itself would skip keys that
/// it cannot read and quietly make new ones, and every stored token would be lost without a word.
/// </summary>
internal sealed class KeyRingCheck(KeyRingRepository ring, IOptions<SecretsOptions> options, ILogger<KeyRingCheck> logger)
{
    /// <summary>The key outside the store; its file is made when nothing has been wrapped yet.</summary>
    /// <exception cref="StartupException">The key is missing, unreadable, or not the one that wrapped the ring.</exception>
    public IKeyWrap LoadWrap()
    {
        var wrapped = ring.GetAllElements().SelectMany(element => element.Descendants(WrappedKeyEncryptor.Element)).ToList();
        var wrap = Load(mayCreate: wrapped.Count == 0);
        foreach (var key in wrapped)
            Verify(key, wrap);
        return wrap;
    }

    private IKeyWrap Load(bool mayCreate)
    {
        if (options.Value.Certificate.Length > 0)
            return CertificateFile.Load(options.Value);

        var path = options.Value.KeyFile.Length > 0 ? Path.GetFullPath(options.Value.KeyFile) : UserFolders.DefaultKeyFile;
        return new KeyFile(path, logger).Load(mayCreate);
    }

    private static void Verify(XElement key, IKeyWrap wrap)
    {
        if (key.Attribute(WrappedKeyEncryptor.By)?.Value != wrap.Id)
        {
            throw new StartupException(
                $"{Setting(wrap)}: {wrap.File} is not the key that the database was used with, so nothing that it keeps can be opened. "
                + "Put the right one in its place. Nothing was changed.");
        }

        try
        {
            wrap.Unwrap(Convert.FromBase64String(key.Value));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw new StartupException(
                $"{Setting(wrap)}: a key in the database does not open with {wrap.File}, though that is its key: the database was changed. "
                + "Restore a copy.",
                e);
        }
    }

    private static string Setting(IKeyWrap wrap) => wrap is CertificateWrap ? "Secrets:Certificate" : "Secrets:KeyFile";
}
