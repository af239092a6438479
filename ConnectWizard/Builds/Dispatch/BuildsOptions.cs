using ConnectWizard.Connections;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>The build system that build requests are handed to: the section <c>Builds</c>.</summary>
public sealed class BuildsOptions
{
    public const string Section = "Builds";

    /// <summary>Where build requests are posted. Empty: none is configured, and requests wait.</summary>
    public string Url { get; set; } = "";

    /// <summary>What requests are signed with, at least 32 characters: the build system has the same.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Instead of the secret itself: a file that holds it. White space around it does not count.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>Sent along, so that the build system knows which secret a signature is of while it is being changed.</summary>
    public string KeyId { get; set; } = "1";

    /// <summary>How long the build system may take to answer, one second to five minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The address; null where none is configured.</summary>
    public Uri? Address => Url.Length > 0 ? new Uri(Url) : null;

    /// <summary>The secret, once the options have been validated; null without an address.</summary>
    public Secret? SigningSecret => Address is null ? null : new Secret(SecretFile.Length > 0 ? File.ReadAllText(SecretFile).Trim() : Secret);
}
