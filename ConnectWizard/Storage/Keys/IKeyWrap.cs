namespace ConnectWizard.Storage.Keys;

/// <summary>Encrypts the keys of the key ring with a key that is outside the store.</summary>
internal interface IKeyWrap
{
    /// <summary>Says which outside key this is, without telling it; stored beside what it wrapped.</summary>
    string Id { get; }

    /// <summary>The file it comes from, as messages name it.</summary>
    string File { get; }

    byte[] Wrap(byte[] key);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was wrapped by another key, or changed since.</exception>
    byte[] Unwrap(byte[] wrapped);
}
