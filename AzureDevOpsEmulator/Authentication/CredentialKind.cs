namespace AzureDevOpsEmulator.Authentication;

/// <summary>What a request carried in its <c>Authorization</c> header.</summary>
public enum CredentialKind
{
    None,
    Basic,
    Bearer,

    /// <summary>Windows authentication (<c>Negotiate</c> or <c>NTLM</c>), or something that is no scheme of this service.</summary>
    Other,
}
