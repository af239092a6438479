namespace ConnectWizard.Connections;

/// <summary>Where the demo shows the other side; empty outside the demo.</summary>
public sealed class DemoLinks
{
    /// <summary>The page on which commits are pushed to a repository; null outside the emulated world.</summary>
    public Func<ServerTarget, RepositoryChoice, Uri?> RepositoryPage { get; init; } = (_, _) => null;

    /// <summary>The page on which the demo's build receiver shows its requests.</summary>
    public string? BuildReceiver { get; init; }
}
