namespace ConnectWizard.Startup;

/// <summary>A path that answers on the host of <c>PublicUrl</c>, with all below it. The feature that serves it registers it.</summary>
public sealed record PublicPath(string Prefix)
{
    /// <summary>A file that a public page is made of.</summary>
    public bool IsPart { get; init; }

    /// <summary>What follows the prefix must not be logged.</summary>
    public bool HoldsSecret { get; init; }
}
