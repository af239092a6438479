using System.Xml.Linq;
using ConnectWizard.Startup;
using Dapper;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage.Keys;

/// <summary>
/// Compares the key ring with the key outside the store before anything is opened or written: Data Protection itself would skip unreadable keys
/// and make new ones.
/// </summary>
internal sealed class KeyRingCheck(Database database, IDialect dialect, IOptions<SecretsOptions> options, ILogger<KeyRingCheck> logger)
{
    private const string CountSecrets =
        "SELECT (SELECT COUNT(*) FROM credentials WHERE protected <> '') + (SELECT COUNT(*) FROM accounts WHERE protected IS NOT NULL)";

    private IReadOnlyList<KeyEncryptionKey>? _keys;

    /// <summary>The present key, then the former ones.</summary>
    public IReadOnlyList<KeyEncryptionKey> Keys => _keys ?? throw new InvalidOperationException("The store has not started.");

    public bool IsOpen => _keys is not null;

    /// <summary>The key file is made when nothing has been encrypted yet, or a former key opens what has been.</summary>
    /// <exception cref="StartupException">The key is missing, unreadable, or not the one that wrapped the ring; or the ring is missing.</exception>
    public void Open()
    {
        var wrapped = ReadRing().Where(row => row.Element?.Name == WrappedKey.Element).ToList();
        if (wrapped.Count == 0 && HasSecrets())
        {
            throw new StartupException(
                $"Store:ConnectionString: the database {dialect.Name} keeps credentials, but the keys that they were encrypted with are missing from it. "
                + "Restore a copy that has both. Nothing was changed.");
        }

        KeyEncryptionKey[] former = [.. options.Value.Former.Select(source => Load(source, mayCreate: false))];
        var left = wrapped.ConvertAll(row => (row.Name, Element: row.Element!, Opened: WrappedKeyDecryptor.TryDecrypt(row.Element, former)));
        left.RemoveAll(row => row.Opened is null);
        var key = Load(options.Value, mayCreate: wrapped.Count == 0 || left.Count > 0);
        if (wrapped.Count > 0 && left.Count == 0 && !wrapped.Exists(row => WrappedKeyDecryptor.TryDecrypt(row.Element, [key]) is not null))
            throw Refusal(key, isChanged: wrapped.Exists(row => IsBy(key, row.Element!)));
        foreach (var (name, element, opened) in left.Where(row => !IsBy(key, row.Element)))
        {
            KeyRingRepository.Replace(database, name, element, new WrappedKeyEncryptor(key).Encrypt(opened!).EncryptedElement);
            StorageLog.KeyWrappedAnew(logger, name, key.File);
        }

        _keys = [key, .. former];
    }

    private static bool IsBy(KeyEncryptionKey key, XElement wrapped) => (string?)wrapped.Attribute(WrappedKey.By) == key.Id;

    private IReadOnlyList<(string Name, XElement? Element)> ReadRing()
    {
        using var connection = database.Open();
        return KeyRingRepository.ReadAll(connection);
    }

    private bool HasSecrets()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>(CountSecrets) > 0;
    }

    private KeyEncryptionKey Load(KeySource source, bool mayCreate)
    {
        if (source.Certificate.Length > 0)
            return CertificateKey.Load(source);
        var path = source.KeyFile.Length > 0 ? Path.GetFullPath(source.KeyFile) : UserFolders.DefaultKeyFile;
        return new KeyFile(path, logger).Load(mayCreate);
    }

    private static StartupException Refusal(KeyEncryptionKey key, bool isChanged) => new(isChanged
        ? $"{key.Setting}: no key in the database opens with {key.File}, though that is their key: somebody changed them. Restore a copy."
        : $"{key.Setting}: {key.File} is not the key that the database was used with, so nothing that it keeps can be opened. "
            + "Put the right one in its place, or name it under Secrets:Former. Nothing was changed.");
}
