namespace ConnectWizard.Connections;

/// <summary>Where Azure DevOps Services are, as configured.</summary>
/// <param name="Organizations">Where organizations are.</param>
/// <param name="Profiles">Where profiles and the list of organizations are.</param>
public sealed record CloudAddresses(ServerAddress Organizations, ServerAddress Profiles);

/// <summary>What pages say about Azure DevOps Services as this installation is configured: addresses, and what is missing to sign in.</summary>
public sealed record CloudSetup
{
    /// <summary>Where organizations are: <c>https://dev.azure.com</c>. An account's tokens go to this address and to no other.</summary>
    public required ServerAddress Organizations { get; init; }

    /// <summary>What is talked to beside organizations: the service of profiles, and where tokens come from.</summary>
    public IReadOnlyList<ServerAddress> Beside { get; init; } = [];

    /// <summary>The configuration keys without which nobody can sign in; empty when sign-in works.</summary>
    public IReadOnlyList<string> MissingKeys { get; init; } = [];

    /// <summary>The redirect URI to enter in the app registration.</summary>
    public required Uri RedirectUri { get; init; }

    /// <summary>The delegated permissions that are asked for, as Entra spells them.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public bool CanSignIn => MissingKeys.Count == 0;

    /// <summary>The target that an organization's name stands for.</summary>
    public ServerTarget TargetOf(string organization) => new(Organizations, organization) { Provider = ProviderKind.Services };
}
