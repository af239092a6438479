using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Storage.Keys;

internal sealed class ValidateSecretsOptions : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options) => Faults(options).ToList().ToResult();

    private static IEnumerable<string> Faults(SecretsOptions options)
    {
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
