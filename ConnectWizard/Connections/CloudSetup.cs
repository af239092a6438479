namespace ConnectWizard.Connections;

public sealed record CloudAddresses(ServerAddress Organizations, ServerAddress Profiles);

/// <summary>Azure DevOps Services as this installation is configured, and what is missing.</summary>
public sealed record CloudSetup
{
    /// <summary><c>https://dev.azure.com</c>. An account's tokens go to this address alone.</summary>
    public required ServerAddress Organizations { get; init; }

    public IReadOnlyList<ServerAddress> Beside { get; init; } = [];

    /// <summary>Empty when sign-in is configured.</summary>
    public IReadOnlyList<string> MissingKeys { get; init; } = [];

    public required Uri RedirectUri { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }

    public bool CanSignIn => MissingKeys.Count == 0;

    public ServerTarget TargetOf(string organization) => new(Organizations, organization) { Provider = ProviderKind.Services };
}
