using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// The check: fifteen items from an address to the right to create webhooks, measured over the real network. One engine for the wizard, for
/// <c>/check</c>, and for a stored connection. An item has 10 s, the whole 45 s; leaving (cancelling) aborts what is under way within 5 s.
/// </summary>
public interface IConnectionCheck
{
    /// <summary>Runs all items.</summary>
    /// <param name="changed">Called for each change of an item, one call at a time, on any thread.</param>
    /// <param name="cancellationToken">Ends the check; it then throws <see cref="OperationCanceledException"/>.</param>
    Task<CheckResult> RunAsync(CheckSubject subject, Action<CheckItem> changed, CancellationToken cancellationToken);
}

/// <summary>What is checked.</summary>
/// <param name="Url">The server's address as text; the address item parses it.</param>
/// <param name="Token">The token; null fails the token item by name.</param>
/// <param name="Project">A project to prefer for the Git and webhook items, by name: the pasted or stored one.</param>
public sealed record CheckSubject(string Url, string Collection, Secret? Token, string? Project = null, string? Repository = null)
{
    /// <summary>An organization of Azure DevOps Services. Its address is the operator's and not a person's, so nothing of it is parsed; null for a server.</summary>
    public ServerTarget? Organization { get; init; }

    /// <summary>The account whose token it is; null for a personal access token.</summary>
    public CloudAccount? Account { get; init; }

    /// <summary>Why there is no token, where that is known: the token item says so.</summary>
    public Problem? TokenProblem { get; init; }

    /// <summary>A target that was understood before, with its token or the reason why there is none.</summary>
    public static CheckSubject Of(ServerTarget target, Result<Secret> token, string? project = null, string? repository = null) =>
        new(target.Address.BaseUrl, target.Collection, token.Value, project, repository)
        {
            Organization = target.Provider == ProviderKind.Services ? target : null,
            TokenProblem = token.Problem,
        };
}

/// <summary>A check that ended.</summary>
/// <param name="Items">All fifteen, in their order, each passed, warned, failed or skipped.</param>
/// <param name="Facts">What was found out; null when an item failed.</param>
public sealed record CheckResult(IReadOnlyList<CheckItem> Items, ServerTarget? Target, CheckedFacts? Facts)
{
    /// <summary>The problem of the first item that failed; null when none did.</summary>
    public Problem? Failure => Items.FirstOrDefault(item => item.State == CheckItemState.Failed)?.Problem;

    /// <summary>Nothing failed; there may be warnings.</summary>
    public bool Passed => Failure is null;

    /// <summary>The health that follows from it.</summary>
    public ConnectionHealth Health =>
        !Passed ? ConnectionHealth.Failed : Items.Any(item => item.State == CheckItemState.Warned) ? ConnectionHealth.Warning : ConnectionHealth.Good;
}
