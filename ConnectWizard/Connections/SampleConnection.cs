namespace ConnectWizard.Connections;

/// <summary>Values to try in the demo, so that it can be clicked through without typing. Elsewhere there are none.</summary>
/// <param name="Title">What it shows: "A server that works", "An expired token".</param>
/// <param name="Name">A connection name.</param>
/// <param name="Url">A server URL.</param>
/// <param name="Collection">A collection.</param>
/// <param name="Token">A token of the emulated world.</param>
public sealed record SampleConnection(string Title, string Name, string Url, string Collection, Secret Token);

/// <summary>The samples that the server form offers.</summary>
public sealed class SampleConnections
{
    /// <summary>Empty outside the demo.</summary>
    public IReadOnlyList<SampleConnection> All { get; init; } = [];
}
