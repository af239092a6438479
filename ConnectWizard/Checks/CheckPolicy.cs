namespace ConnectWizard.Checks;

/// <summary>What a check is held to; made from configuration where the product is composed.</summary>
/// <param name="MinimumServerYear">The lowest accepted Azure DevOps Server, by its year: 2020.</param>
public sealed record CheckPolicy(int MinimumServerYear)
{
    /// <summary>The addresses that this installation connects from, for messages to those who must let it through; empty where nobody said.</summary>
    public IReadOnlyList<string> OutboundAddresses { get; init; } = [];

    /// <summary>How long the whole check may take.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How many projects are asked about webhooks where none is preferred.</summary>
    public int WebhookProjects { get; init; } = 50;

    /// <summary>Where counting projects stops.</summary>
    public int MaxProjects { get; init; } = 10_000;

    /// <summary>Where looking for a repository that can be read stops.</summary>
    public int MaxRepositories { get; init; } = 1_000;
}
