namespace ConnectWizard.Connections;

/// <summary>Where the demo shows the other side of what happens here; nowhere outside the demo.</summary>
public sealed class DemoLinks
{
    /// <summary>The page of the emulated world on which commits are pushed to a repository and pull requests opened; null where there is none.</summary>
    public Func<ServerTarget, RepositoryChoice, Uri?> RepositoryPage { get; init; } = (_, _) => null;

    /// <summary>The page on which the demo's build receiver shows what was handed to it; a path of ours or an address.</summary>
    public string? BuildReceiver { get; init; }
}
