using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Checks;

/// <summary>
/// Tries a new credential on a connection before it takes the place of the one that it has: by the connection check, and on each of its profiles.
/// Its target may be another one, where the connection's collection was moved or renamed. Nothing changes until it is applied.
/// </summary>
public sealed class CredentialDryRun(
    IConnectionCheck check, ProfileDryRun dryRun, IConnectionStore connections, ICredentialStore credentials, IProfileStore profiles, ChangeLog changes)
{
    /// <param name="subject">The target with the new credential: its token, and its account where it has one.</param>
    /// <returns><see cref="ProblemCode.ConnectionChanged"/> when the connection is gone or has another credential by now.</returns>
    public async Task<Result<DryRunResult>> RunAsync(Connection connection, CheckSubject subject, CancellationToken cancellationToken)
    {
        var result = await check.RunAsync(subject, _ => { }, cancellationToken);
        if (ConnectionChange.Find(connection.Credential, await connections.FindAsync(connection.Workspace, connection.Id, cancellationToken)) is { } changed)
            return changed;
        var target = subject.Address.Target ?? connection.Target;
        if (result.Facts is not { } facts || subject.Token is not { } token)
            return new DryRunResult(subject, target, result, [], null);

        var used = await profiles.ListOfConnectionAsync(connection.Workspace, connection.Id, cancellationToken);
        var rows = await dryRun.RunAsync(connection with { Target = target }, token, used, cancellationToken);
        var other = await connections.FindExistingAsync(connection.Workspace, target, facts.AccountId, cancellationToken);
        return new DryRunResult(subject, target, result, rows, other is null || other.Id == connection.Id ? null : other)
        {
            IsElsewhere = target.Binding != connection.Target.Binding && IsElsewhere(connection, facts, subject, rows),
        };
    }

    /// <summary>Has the connection use the credential from now on.</summary>
    /// <returns>The connection as it is then; a problem when it, or the account, was changed or removed in the meantime, and nothing was stored.</returns>
    public async Task<Result<Connection>> ApplyAsync(Connection connection, DryRunResult tried, Actor? by, CancellationToken cancellationToken)
    {
        if (!tried.CanApply)
            throw new ArgumentException("What was tried would not work.", nameof(tried));
        var (subject, workspace) = (tried.Subject, connection.Workspace);
        var kept = subject.Account is { } account
            ? await credentials.KeepPendingAsync(workspace, account.Id, tried.Target, cancellationToken)
            : Result<CredentialId>.FromValue(await credentials.KeepPendingAsync(workspace, subject.Token!, tried.Target, cancellationToken));
        if (!kept.Succeeded)
            return kept.Problem;
        var facts = tried.Check.Facts!;
        var changed = connection with { Credential = kept.Value, Expiry = subject.Expiry, Target = tried.Target, Facts = facts, Health = tried.Check.Health, LastProblem = tried.Check.Problem?.Code, CheckedAt = facts.CheckedAt };
        var stored = await connections.ReplaceCredentialAsync(changed, connection.Credential, [.. tried.Rows.Select(row => row.Repository).OfType<RepositoryChoice>()], cancellationToken);
        if (stored.Succeeded)
            await changes.RecordReplacementAsync(connection, await connections.FindAsync(workspace, connection.Id, cancellationToken) ?? stored.Value, by);
        else
            await credentials.ForgetPendingAsync(workspace, kept.Value, cancellationToken);
        return stored;
    }

    /// <summary>An account goes along to another name only if that is the same organization, and profiles only where one of their repositories is.</summary>
    private static bool IsElsewhere(Connection connection, CheckedFacts facts, CheckSubject subject, IReadOnlyList<DryRunRow> rows) =>
        subject.Account is not null && (facts.InstanceId is null || facts.InstanceId != connection.Facts.InstanceId)
        || rows.Count > 0 && rows.All(row => row.Repository is null);
}

/// <param name="Subject">What was tried.</param>
/// <param name="Target">Where.</param>
/// <param name="Check">The check with it.</param>
/// <param name="Rows">One for each build profile; none where the check failed.</param>
/// <param name="Other">Another connection that has this account already.</param>
public sealed record DryRunResult(CheckSubject Subject, ServerTarget Target, CheckResult Check, IReadOnlyList<DryRunRow> Rows, Connection? Other)
{
    /// <summary>The new address leads to another collection or organization, or it isn't known to be the same.</summary>
    public bool IsElsewhere { get; init; }

    public int Broken => Rows.Count(row => row.State != DryRunState.Works);

    /// <summary>Whoever is told what would no longer work decides, as long as the credential is accepted.</summary>
    public bool CanApply => Check.Passed && Check.Facts is not null && Other is null && !IsElsewhere;
}
