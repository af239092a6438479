using ConnectWizard.Connections;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>Where signed messages are posted, and with which secrets. A section of its own for each receiver.</summary>
public abstract class SignedWebhookOptions
{
    /// <summary>Where messages are posted. Empty: nowhere.</summary>
    public string Url { get; set; } = "";

    /// <summary>The secret that signs messages, shared with the receiver: at least 32 characters, or <c>whsec_</c> and the base64 of at least 24 bytes.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Instead of the secret itself: a file that contains it. Surrounding white space is ignored.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>The secret before the current one. While it is set, messages carry a second signature made with it.</summary>
    public string FormerSecret { get; set; } = "";

    /// <summary>How long the receiver may take to answer, one second to five minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public Uri? Address => Url.Length > 0 ? new Uri(Url) : null;

    /// <summary>The current secret, and the former one during a change. Reads <see cref="SecretFile"/> each time.</summary>
    public IReadOnlyList<Secret> ReadSecrets()
    {
        var current = new Secret(SecretFile.Length > 0 ? File.ReadAllText(SecretFile).Trim() : Secret);
        return FormerSecret.Length > 0 ? [current, new Secret(FormerSecret)] : [current];
    }
}

/// <summary>No value is quoted: some are secrets.</summary>
internal static class SignedWebhookRules
{
    /// <summary>What 128 random bits take as hexadecimal digits.</summary>
    private const int MinSecretLength = 32;

    /// <summary>The minimum that Standard Webhooks names for a key.</summary>
    private const int MinKeyBytes = 24;

    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(5);

    public static IEnumerable<string> FindFaults(this SignedWebhookOptions options, string section)
    {
        if (options.Url.Length > 0 && !IsAddress(options.Url))
            yield return $"{section}:Url: is not an http:// or https:// address without user and fragment.";
        if (options.Url.Length > 0 && FindSecretFault(options, section) is { } fault)
            yield return fault;
        if (options.FormerSecret.Length > 0 && FindSecretFault(options.FormerSecret) is { } former)
            yield return $"{section}:FormerSecret: {former}";
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > MaxTimeout)
            yield return $"{section}:Timeout: is not between one second and five minutes (00:00:30).";
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0 && url.Fragment.Length == 0;

    private static string? FindSecretFault(SignedWebhookOptions options, string section)
    {
        if (options.Secret.Length > 0 && options.SecretFile.Length > 0)
            return $"{section}:Secret: {section}:SecretFile is set as well; only one of them can be the secret.";
        if (options.SecretFile.Length == 0)
            return FindSecretFault(options.Secret) is { } fault ? $"{section}:Secret: {fault}" : null;
        try
        {
            return FindSecretFault(File.ReadAllText(options.SecretFile).Trim()) is { } fault ? $"{section}:SecretFile: the secret in it {fault}" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{section}:SecretFile: the file cannot be read ({e.Message.TrimEnd('.')}).";
        }
    }

    private static string? FindSecretFault(string secret)
    {
        if (secret.Length < MinSecretLength)
            return $"has fewer than {MinSecretLength} characters.";
        return WebhookSignature.TryGetKey(secret, out var key) && key.Length >= MinKeyBytes
            ? null
            : $"begins with whsec_, but the rest is not the base64 of at least {MinKeyBytes} bytes.";
    }
}
