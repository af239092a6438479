namespace ConnectWizard.Startup;

/// <summary>A path that answers on the host of <c>PublicUrl</c>, with all below it. The feature that serves it registers it.</summary>
/// <param name="Prefix">Begins with a slash.</param>
public sealed record PublicPath(string Prefix)
{
    /// <summary>A file that a public page is made of: nobody has to know of it.</summary>
    public bool IsPart { get; init; }

    /// <summary>What follows the prefix is a secret, and not for the log.</summary>
    public bool HoldsSecret { get; init; }
}
