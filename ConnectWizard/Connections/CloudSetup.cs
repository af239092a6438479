namespace ConnectWizard.Connections;

/// <summary>Where Azure DevOps Services are, as configured.</summary>
/// <param name="Profiles">Also serves the list of organizations.</param>
public sealed record CloudAddresses(ServerAddress Organizations, ServerAddress Profiles);

/// <summary>Azure DevOps Services as this installation is configured, and what is missing.</summary>
public sealed record CloudSetup
{
    /// <summary><c>https://dev.azure.com</c>. An account's tokens go to this address alone.</summary>
    public required ServerAddress Organizations { get; init; }

    /// <summary>The service of profiles, and where tokens come from.</summary>
    public IReadOnlyList<ServerAddress> Beside { get; init; } = [];

    /// <summary>Empty when sign-in is configured.</summary>
    public IReadOnlyList<string> MissingKeys { get; init; } = [];

    public required Uri RedirectUri { get; init; }

    /// <summary>Delegated permissions, as Entra spells them.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public bool CanSignIn => MissingKeys.Count == 0;

    public ServerTarget TargetOf(string organization) => new(Organizations, organization) { Provider = ProviderKind.Services };
}
