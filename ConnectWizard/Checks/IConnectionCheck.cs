using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Checks;

/// <summary>
/// Fifteen items from an address to the right to create webhooks, for the wizard, for <c>/check</c> and for a stored connection. An item has
/// 10 s, the whole 45 s; cancelling aborts what is under way within 5 s.
/// </summary>
public interface IConnectionCheck
{
    /// <param name="changed">Called for each change of an item, one call at a time, on any thread.</param>
    Task<CheckResult> RunAsync(CheckSubject subject, Action<CheckItem> changed, CancellationToken cancellationToken);
}

/// <param name="Address">Server and collection as they were understood; the address item says so.</param>
/// <param name="Token">The token; null fails the token item by name.</param>
/// <param name="Project">A project to prefer for the Git and webhook items, by name or id: the pasted or stored one.</param>
public sealed record CheckSubject(ParsedTarget Address, Secret? Token, string? Project = null, string? Repository = null)
{
    /// <summary>Null for a personal access token.</summary>
    public CloudAccount? Account { get; init; }

    /// <summary>When the token ends, as its owner entered it with it.</summary>
    public CredentialExpiry? Expiry { get; init; }

    /// <summary>Whose check it is; null outside a browser.</summary>
    public OwnerId? Browser { get; init; }

    /// <summary>Why there is no token, where that is known.</summary>
    public Problem? TokenProblem { get; init; }

    public static CheckSubject Of(ServerTarget target, Result<Secret> token, string? project = null, string? repository = null) =>
        new(ParsedTarget.Of(target), token.Value, project, repository) { TokenProblem = token.Problem };
}

/// <param name="Items">All fifteen, in their order, each passed, warned, failed or skipped.</param>
/// <param name="Facts">What was found out; null when an item failed.</param>
public sealed record CheckResult(IReadOnlyList<CheckItem> Items, ServerTarget? Target, CheckedFacts? Facts)
{
    /// <summary>The problem of the first item that failed.</summary>
    public Problem? Failure => Items.FirstOrDefault(item => item.State == CheckItemState.Failed)?.Problem;

    /// <summary>What to say of it in a word: what failed, or else the first warning.</summary>
    public Problem? Problem => Failure ?? Items.FirstOrDefault(item => item.State == CheckItemState.Warned)?.Problem;

    public bool Passed => Failure is null;

    /// <summary>What is recorded of it.</summary>
    public CheckRecord ToRecord() => new(Health, Problem?.Code, Facts);

    public ConnectionHealth Health =>
        !Passed ? ConnectionHealth.Failed : Items.Any(item => item.State == CheckItemState.Warned) ? ConnectionHealth.Warning : ConnectionHealth.Good;
}
