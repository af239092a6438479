using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Checks;

/// <summary>
/// Tries a new credential on a connection before it takes the place of the one that it has: on each of its repositories, by id. Applying changes
/// the credential and what is known of its account, and nothing else of the connection.
/// </summary>
public sealed class CredentialDryRun(
    IConnectionCheck check,
    IRepositoryGateway repositories,
    IRepositoryRefs refs,
    IServiceHooksGateway hooks,
    IConnectionStore connections,
    ICredentialStore credentials,
    IProfileStore profiles,
    ChangeLog changes)
{
    /// <summary>As many requests as go to a host at once.</summary>
    private const int MaxConcurrency = 3;

    /// <param name="subject">The connection's target with the new credential: its token, and its account where it has one.</param>
    /// <returns><see cref="ProblemCode.ConnectionChanged"/> when the connection is gone or has another credential by now.</returns>
    public async Task<Result<DryRunResult>> RunAsync(Connection connection, CheckSubject subject, CancellationToken cancellationToken)
    {
        var result = await check.RunAsync(subject, _ => { }, cancellationToken);
        if (ConnectionChange.Find(connection.Credential, await connections.FindAsync(connection.Workspace, connection.Id, cancellationToken)) is { } changed)
            return changed;
        if (result.Facts is not { } facts || subject.Token is not { } token)
            return new DryRunResult(subject, result, [], null);

        var used = await profiles.ListOfConnectionAsync(connection.Workspace, connection.Id, cancellationToken);
        var permission = await AskHooksAsync(connection.Target, token, used, cancellationToken);
        var rows = new DryRunRow[used.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, rows.Length, options, async (position, token2) =>
            rows[position] = await TryAsync(connection.Target, token, used[position], permission, token2));
        var other = await connections.FindExistingAsync(connection.Workspace, connection.Target, facts.AccountId, cancellationToken);
        return new DryRunResult(subject, result, rows, other is null || other.Id == connection.Id ? null : other);
    }

    /// <summary>Has the connection use the credential from now on.</summary>
    /// <returns>The connection as it is then; a problem when it, or the account, was changed or removed in the meantime, and nothing was stored.</returns>
    public async Task<Result<Connection>> ApplyAsync(Connection connection, DryRunResult tried, CancellationToken cancellationToken)
    {
        if (!tried.CanApply)
            throw new ArgumentException("What was tried would not work.", nameof(tried));
        var (subject, workspace) = (tried.Subject, connection.Workspace);
        var by = subject.Browser is { } owner ? new Actor(owner, workspace) : null;
        var kept = subject.Account is { } account
            ? await credentials.KeepPendingAsync(workspace, account.Id, connection.Target, cancellationToken)
            : Result<CredentialId>.FromValue(await credentials.KeepPendingAsync(workspace, subject.Token!, connection.Target, cancellationToken));
        if (!kept.Succeeded)
            return kept.Problem;
        var problem = tried.Check.Items.FirstOrDefault(item => item.State == CheckItemState.Warned)?.Problem?.Code;
        var changed = connection with { Credential = kept.Value, Expiry = subject.Expiry, Facts = tried.Check.Facts!, Health = tried.Check.Health, LastProblem = problem, CheckedAt = tried.Check.Facts!.CheckedAt };
        var stored = await connections.ReplaceCredentialAsync(changed, connection.Credential, cancellationToken);
        if (stored.Succeeded)
            await changes.RecordAsync(AuditEvent.Of(AuditAction.CredentialReplaced, stored.Value, by) with { Account = stored.Value.Facts.AccountName, Detail = $"{connection.Facts.AccountName} → {stored.Value.Facts.AccountName}" });
        else
            await credentials.ForgetPendingAsync(workspace, kept.Value, cancellationToken);
        return stored;
    }

    private async Task<WebhookPermissionCheck?> AskHooksAsync(ServerTarget target, Secret token, IReadOnlyList<BuildProfile> used, CancellationToken cancellationToken)
    {
        Guid[] projects = [.. used.Select(profile => profile.Repository.ProjectId).Distinct()];
        return projects.Length == 0 ? null : (await WebhookPermissionCheck.AskAsync(hooks, target, token, projects, cancellationToken)).Value;
    }

    private async Task<DryRunRow> TryAsync(ServerTarget target, Secret token, BuildProfile profile, WebhookPermissionCheck? permission, CancellationToken cancellationToken)
    {
        var (repository, branch) = (profile.Repository, profile.Branch);
        var found = await repositories.FindRepositoryAsync(target, token, repository.ProjectId.ToString("D"), repository.Id.ToString("D"), cancellationToken);
        if (!found.Succeeded)
            return new DryRunRow(profile, found.Problem, HasBranch: false, WebhookPermission.Unknown);
        var head = await refs.FindHeadAsync(target, token, repository.ProjectId, repository.Id, branch, cancellationToken);
        return new DryRunRow(profile, head.Problem, HasBranch: head.Value?.CommitId is not null, permission?.Of(repository.ProjectId) ?? WebhookPermission.Unknown);
    }
}

/// <param name="Subject">What was tried.</param>
/// <param name="Check">The check with it.</param>
/// <param name="Rows">One for each build profile; none where the check failed.</param>
/// <param name="Other">Another connection that has this account already.</param>
public sealed record DryRunResult(CheckSubject Subject, CheckResult Check, IReadOnlyList<DryRunRow> Rows, Connection? Other)
{
    /// <summary>The same repositories are seen. A branch that is missing or webhooks that can't be created are shown, and don't stand in the way.</summary>
    public bool CanApply => Check.Passed && Other is null && Rows.All(row => row.Problem is null);
}

/// <summary>What a build profile would have of the new credential.</summary>
/// <param name="Problem">Why its repository can't be read; null when it can.</param>
public sealed record DryRunRow(BuildProfile Profile, Problem? Problem, bool HasBranch, WebhookPermission Webhooks)
{
    public DryRunState State => Problem is not null ? DryRunState.Missing
        : !HasBranch ? DryRunState.NoBranch
        : Profile.TriggerSource == TriggerSource.Webhooks && Webhooks != WebhookPermission.You ? DryRunState.NoWebhooks
        : DryRunState.Works;
}

/// <summary>The lower-case names are those in the page.</summary>
public enum DryRunState
{
    Works,

    /// <summary>Webhooks that are there go on, and new ones can't be created.</summary>
    NoWebhooks,
    NoBranch,

    /// <summary>The repository is not visible.</summary>
    Missing,
}
