namespace ConnectWizard.Storage.Keys;

/// <summary>
/// What wraps the key ring: the section <c>Secrets</c>. All nodes of one store need the same. Changing it makes what is stored unreadable,
/// and the start says so.
/// </summary>
public sealed class SecretsOptions
{
    public const string Section = "Secrets";

    /// <summary>
    /// A file with 32 random bytes in base64, made at first start; empty means <c>ConnectWizard/key</c> among the user's settings. Keep a
    /// copy apart from the database: without it nothing stored opens.
    /// </summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Instead of a key file: an RSA or EC certificate with its private key, as PFX (.pfx, .p12) or PEM file.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>The password of the certificate's file, where it has one.</summary>
    public string CertificatePassword { get; set; } = "";
}
