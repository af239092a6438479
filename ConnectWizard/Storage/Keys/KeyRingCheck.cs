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

    private KeyEncryptionKey? _key;

    public KeyEncryptionKey Key => _key ?? throw new InvalidOperationException("The store has not started.");

    /// <summary>The key file is made when nothing has been encrypted yet.</summary>
    /// <exception cref="StartupException">The key is missing, unreadable, or not the one that wrapped the ring; or the ring is missing.</exception>
    public void Open()
    {
        var wrapped = KeyRingRepository.ReadAll(database).Select(row => row.Element).Where(element => element?.Name == WrappedKey.Element).ToList();
        if (wrapped.Count == 0 && HasSecrets())
        {
            throw new StartupException(
                $"Store:ConnectionString: the database {dialect.Name} keeps credentials, but the keys that they were encrypted with are missing from it. "
                + "Restore a copy that has both. Nothing was changed.");
        }

        var key = Load(mayCreate: wrapped.Count == 0);
        var decryptor = new WrappedKeyDecryptor(key);
        if (wrapped.Count > 0 && !wrapped.Exists(element => decryptor.TryDecrypt(element) is not null))
            throw Refusal(key, isChanged: wrapped.Exists(element => (string?)element!.Attribute(WrappedKey.By) == key.Id));
        _key = key;
    }

    private bool HasSecrets()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>(CountSecrets) > 0;
    }

    private KeyEncryptionKey Load(bool mayCreate)
    {
        if (options.Value.Certificate.Length > 0)
            return CertificateKey.Load(options.Value);
        var path = options.Value.KeyFile.Length > 0 ? Path.GetFullPath(options.Value.KeyFile) : UserFolders.DefaultKeyFile;
        return new KeyFile(path, logger).Load(mayCreate);
    }

    private static StartupException Refusal(KeyEncryptionKey key, bool isChanged) => new(isChanged
        ? $"{key.Setting}: no key in the database opens with {key.File}, though that is their key: somebody changed them. Restore a copy."
        : $"{key.Setting}: {key.File} is not the key that the database was used with, so nothing that it keeps can be opened. "
            + "Put the right one in its place. Nothing was changed.");
}
