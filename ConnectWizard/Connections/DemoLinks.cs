namespace ConnectWizard.Connections;

/// <summary>Where the demo shows the other side; empty outside the demo.</summary>
public sealed class DemoLinks
{
    public Func<ServerTarget, RepositoryChoice, Uri?> RepositoryPage { get; init; } = (_, _) => null;
    public string? BuildReceiver { get; init; }
}

public sealed record SampleConnection(string Title, string Name, string Url, string Collection, Secret Token);

/// <param name="Proof">The client secret, or the certificate with its key as PEM.</param>
public sealed record SampleIdentity(string Title, IdentityKind Kind, string Tenant, string ClientId, Secret Proof);

public sealed class SampleConnections
{
    /// <summary>Empty outside the demo.</summary>
    public IReadOnlyList<SampleConnection> All { get; init; } = [];

    public IReadOnlyList<SampleIdentity> Identities { get; init; } = [];

    /// <summary>Organizations for an application, to which Azure DevOps lists none.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = [];
}
