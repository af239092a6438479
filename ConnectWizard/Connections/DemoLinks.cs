namespace ConnectWizard.Connections;

/// <summary>Where the demo shows the other side; empty outside the demo.</summary>
public sealed class DemoLinks
{
    public Func<ServerTarget, RepositoryChoice, Uri?> RepositoryPage { get; init; } = (_, _) => null;
    public string? BuildReceiver { get; init; }
}

public sealed record SampleConnection(string Title, string Name, string Url, string Collection, Secret Token);

public sealed class SampleConnections
{
    /// <summary>Empty outside the demo.</summary>
    public IReadOnlyList<SampleConnection> All { get; init; } = [];
}
