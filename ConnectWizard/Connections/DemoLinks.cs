namespace ConnectWizard.Connections;

/// <summary>Where the demo shows the other side; empty outside the demo.</summary>
public sealed class DemoLinks
{
    /// <summary>The page on which commits are pushed to a repository; null outside the emulated world.</summary>
    public Func<ServerTarget, RepositoryChoice, Uri?> RepositoryPage { get; init; } = (_, _) => null;

    /// <summary>The page on which the demo's build receiver shows its requests.</summary>
    public string? BuildReceiver { get; init; }
}

/// <summary>Values to try in the demo.</summary>
/// <param name="Title">"A server that works", "An expired token".</param>
public sealed record SampleConnection(string Title, string Name, string Url, string Collection, Secret Token);

public sealed class SampleConnections
{
    /// <summary>Empty outside the demo.</summary>
    public IReadOnlyList<SampleConnection> All { get; init; } = [];
}
