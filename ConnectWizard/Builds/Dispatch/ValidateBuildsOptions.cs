using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>Finds every fault of the section <c>Builds</c>. No value is quoted: secrets stand there.</summary>
internal sealed class ValidateBuildsOptions : IValidateOptions<BuildsOptions>
{
    /// <summary>What 128 random bits have in hexadecimal digits.</summary>
    private const int MinSecretLength = 32;

    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, BuildsOptions options) => Faults(options).ToList().ToResult();

    private static IEnumerable<string> Faults(BuildsOptions options)
    {
        if (options.Url.Length > 0 && !IsAddress(options.Url))
            yield return "Builds:Url: is not an http:// or https:// address without user and fragment.";
        if (options.Url.Length > 0 && FaultOfSecret(options) is { } fault)
            yield return fault;
        if (options.KeyId.Length is 0 or > 64 || !options.KeyId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            yield return "Builds:KeyId: is not 1 to 64 letters, digits, hyphens, dots and underscores.";
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > MaxTimeout)
            yield return "Builds:Timeout: is not between one second and five minutes (00:00:30).";
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0 && url.Fragment.Length == 0;

    private static string? FaultOfSecret(BuildsOptions options)
    {
        if (options.Secret.Length > 0 && options.SecretFile.Length > 0)
            return "Builds:Secret: Builds:SecretFile is set as well; only one of them can be the secret.";
        if (options.SecretFile.Length == 0)
            return options.Secret.Length >= MinSecretLength ? null : $"Builds:Secret: has fewer than {MinSecretLength} characters.";
        try
        {
            return File.ReadAllText(options.SecretFile).Trim().Length >= MinSecretLength
                ? null
                : $"Builds:SecretFile: the secret in it has fewer than {MinSecretLength} characters.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Builds:SecretFile: the file cannot be read ({e.Message.TrimEnd('.')}).";
        }
    }
}
