using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Checks;

/// <summary>Moves build profiles to another connection that sees their repositories, after a dry run with its credential.</summary>
public sealed class ProfileMove(
    ProfileDryRun dryRun, IConnectionStore connections, ICredentialStore credentials, IProfileStore profiles, ProfileSignals signals, ChangeLog changes)
{
    /// <summary>The other connections, those to the same collection first. Whether one sees a repository is for the dry run to say.</summary>
    public async Task<IReadOnlyList<Connection>> ListTargetsAsync(Actor actor, Connection from, CancellationToken cancellationToken)
    {
        var all = await connections.ListAsync(actor.Workspace, cancellationToken);
        return [.. all.Where(other => other.Id != from.Id && !other.IsBeingDeleted).OrderByDescending(from.SharesCollectionWith)];
    }

    /// <returns>A row for each profile; why the other connection's credential can't be used.</returns>
    public async Task<Result<IReadOnlyList<DryRunRow>>> TryAsync(Connection to, IReadOnlyList<BuildProfile> moved, CancellationToken cancellationToken)
    {
        var token = await credentials.OpenAsync(to.Workspace, to.Credential, to.Target, cancellationToken);
        return token.Succeeded
            ? Result<IReadOnlyList<DryRunRow>>.FromValue(await dryRun.RunAsync(to, token.Value, moved, cancellationToken))
            : token.Problem;
    }

    /// <summary>Moves the profiles whose repository was found.</summary>
    /// <returns>How many were moved.</returns>
    public async Task<Result<int>> MoveAsync(Actor actor, Connection from, Connection to, IReadOnlyList<DryRunRow> tried, CancellationToken cancellationToken)
    {
        DryRunRow[] found = [.. tried.Where(row => row.Repository is not null)];
        var moved = await profiles.MoveAsync(from, to, found.ToDictionary(row => row.Profile.Id, row => row.Repository!), cancellationToken);
        foreach (var row in moved.Succeeded ? found : [])
        {
            await changes.RecordAsync((row.Profile with { Connection = to.Id }).ToAuditEvent(AuditAction.ProfileMoved, actor) with { Detail = $"{from.Name} → {to.Name}" });
            signals.Changed(row.Profile.Id);
        }

        return moved;
    }
}
