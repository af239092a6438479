namespace ConnectWizard.Connections;

/// <summary>Values to try in the demo.</summary>
/// <param name="Title">"A server that works", "An expired token".</param>
public sealed record SampleConnection(string Title, string Name, string Url, string Collection, Secret Token);

public sealed class SampleConnections
{
    /// <summary>Empty outside the demo.</summary>
    public IReadOnlyList<SampleConnection> All { get; init; } = [];
}
