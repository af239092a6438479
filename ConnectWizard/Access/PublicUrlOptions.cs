namespace ConnectWizard.Access;

/// <summary>The key <c>PublicUrl</c>, at the root of the configuration.</summary>
public sealed class PublicUrlOptions
{
    /// <summary>
    /// Where Azure DevOps and administrators reach this installation: scheme, host and, where it is not the scheme's own, port. Empty: only
    /// this machine reaches it.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>The address; null where none is configured.</summary>
    public Uri? Address => PublicUrl.Length > 0 ? new Uri(PublicUrl) : null;
}
