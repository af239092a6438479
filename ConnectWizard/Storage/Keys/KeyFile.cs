using System.Security.Cryptography;
using ConnectWizard.Startup;

namespace ConnectWizard.Storage.Keys;

/// <summary>The file that holds the key outside the store: 32 random bytes as one line of base64.</summary>
internal sealed class KeyFile(string path, ILogger logger)
{
    private const int KeySize = 32;

    /// <summary>Reads the key; makes a missing file first where <paramref name="mayCreate"/>. An existing file is never changed.</summary>
    /// <exception cref="StartupException">Missing, unreadable or not a key.</exception>
    public FileKey Load(bool mayCreate)
    {
        try
        {
            if (!File.Exists(path) && mayCreate)
                Create();
            if (PrivateFiles.IsOpenToOthers(path))
                StorageLog.KeyFileOpenToOthers(logger, path);
            return new FileKey(path, Parse(File.ReadAllText(path)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StartupException(
                $"Secrets:KeyFile: the key file {path} is missing, and without it nothing that the database keeps can be opened. "
                + "Put it back from its copy. Nothing was changed.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Secrets:KeyFile: the key file {path} cannot be read ({e.Message.TrimEnd('.')}). Nothing was changed.", e);
        }
    }

    private byte[] Parse(string text)
    {
        Span<byte> key = stackalloc byte[KeySize + 1];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == KeySize
            ? key[..KeySize].ToArray()
            : throw new StartupException(
                $"Secrets:KeyFile: {path} is not a key file of ConnectWizard (one line, {KeySize} bytes in base64). Nothing was changed.");
    }

    /// <summary>Written aside and moved into place under a lock: no other process reads half a key, and the first of two wins.</summary>
    private void Create()
    {
        PrivateFiles.CreateFolderOf(path);
        using var turn = PrivateFiles.Hold(path + ".lock");
        if (File.Exists(path))
            return;
        var aside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Write(aside, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)) + "\n");
            File.Move(aside, path);
            StorageLog.KeyFileMade(logger, path);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static void Write(string file, string text)
    {
        using var stream = PrivateFiles.CreateNew(file);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>The key outside the store that wraps the key ring.</summary>
/// <param name="id">Names the key without telling it; stored beside what it encrypted.</param>
internal abstract class KeyEncryptionKey(string setting, string file, string id)
{
    protected const int KeySize = 32;

    public string Setting => setting;

    public string File => file;

    public string Id => id;

    /// <returns>An AES key for one element, and the form in which it is stored beside that.</returns>
    public abstract (byte[] Key, byte[] Encrypted) CreateContentKey();

    /// <exception cref="CryptographicException">Another key encrypted it, or it was changed since.</exception>
    public abstract byte[] OpenContentKey(byte[] encrypted);

    public abstract byte[] Sign(byte[] data);

    public abstract bool IsSigned(byte[] data, byte[] signature);
}

/// <summary>The key of a key file. It is secret, so what it authenticates needs no signature.</summary>
internal sealed class FileKey(string file, byte[] key) : KeyEncryptionKey("Secrets:KeyFile", file, "key-file:" + Fingerprint(key))
{
    public override (byte[] Key, byte[] Encrypted) CreateContentKey() => (key, []);

    public override byte[] OpenContentKey(byte[] encrypted) => key;

    public override byte[] Sign(byte[] data) => [];

    public override bool IsSigned(byte[] data, byte[] signature) => signature.Length == 0;

    // 128 bits of a hash over 256 random bits tell nothing about them.
    private static string Fingerprint(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "ConnectWizard key file"u8)[..16]);
}
