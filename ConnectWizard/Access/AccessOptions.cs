namespace ConnectWizard.Access;

/// <summary>Who may reach us: the section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Until people sign in, whoever reaches a page can use every connection. So the product listens on loopback only, unless this is true:
    /// then the network in front of it decides who comes in.
    /// </summary>
    public bool AllowAnonymous { get; set; }
}
