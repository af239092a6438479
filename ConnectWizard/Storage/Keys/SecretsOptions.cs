using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage.Keys;

/// <summary>
/// What wraps the key ring: the section <c>Secrets</c>, the same on all nodes. Without the former one among <see cref="Former"/>, another makes what
/// is stored unreadable, and startup says so.
/// </summary>
public sealed class SecretsOptions : KeySource
{
    public const string Section = "Secrets";

    /// <summary>Keys that wrapped the key ring before. What they wrapped still opens, and is wrapped anew at the start.</summary>
    public IList<KeySource> Former { get; } = [];
}

/// <summary>Where a key that wraps the key ring is: a key file or a certificate.</summary>
public class KeySource
{

    /// <summary>
    /// A file with 32 random bytes in base64, made at first start; empty means <c>ConnectWizard/key</c> among the user's settings. Keep a copy
    /// apart from the database.
    /// </summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Instead of a key file: an RSA or EC certificate with its private key, as PFX (.pfx, .p12) or PEM file.</summary>
    public string Certificate { get; set; } = "";

    public string CertificatePassword { get; set; } = "";
}

internal sealed class ValidateSecretsOptions : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options) => Faults(options).ToList().ToResult();

    private static IEnumerable<string> Faults(SecretsOptions options)
    {
        foreach (var (number, former) in options.Former.Index())
        {
            if (former.KeyFile.Length > 0 == former.Certificate.Length > 0)
                yield return $"Secrets:Former:{number}: name a KeyFile or a Certificate.";
            else if (Path.GetFullPath(former.KeyFile + former.Certificate) is var file && !File.Exists(file))
                yield return $"Secrets:Former:{number}: there is no file {file}.";
        }

        var hasCertificate = options.Certificate.Length > 0;
        if (hasCertificate && options.KeyFile.Length > 0)
            yield return "Secrets:Certificate: Secrets:KeyFile is set as well; only one of them can wrap the key ring.";
        else if (hasCertificate && !File.Exists(options.Certificate))
            yield return $"Secrets:Certificate: there is no file {options.Certificate}.";
        else if (!hasCertificate && options.KeyFile.Length == 0 && UserFolders.DefaultKeyFile.Length == 0)
            yield return "Secrets:KeyFile: this user has no folder for settings, so name a file.";

        if (!hasCertificate && options.CertificatePassword.Length > 0)
            yield return "Secrets:CertificatePassword: there is no Secrets:Certificate that it could open.";
    }
}
