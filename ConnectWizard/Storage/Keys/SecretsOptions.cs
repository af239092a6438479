namespace ConnectWizard.Storage.Keys;

/// <summary>What wraps the key ring: the section <c>Secrets</c>, the same on all nodes. Changing it makes what is stored unreadable, and startup says so.</summary>
public sealed class SecretsOptions
{
    public const string Section = "Secrets";

    /// <summary>
    /// A file with 32 random bytes in base64, made at first start; empty means <c>ConnectWizard/key</c> among the user's settings. Keep a copy
    /// apart from the database.
    /// </summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Instead of a key file: an RSA or EC certificate with its private key, as PFX (.pfx, .p12) or PEM file.</summary>
    public string Certificate { get; set; } = "";

    public string CertificatePassword { get; set; } = "";
}
