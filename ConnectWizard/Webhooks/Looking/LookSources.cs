using ConnectWizard.Connections;
using ConnectWizard.Connections.News;
using ConnectWizard.Profiles;

namespace ConnectWizard.Webhooks.Looking;

/// <summary>Opens a connection for a look, and says whether what is found may be built.</summary>
internal sealed class LookSources(IConnectionStore connections, ICredentialStore credentials, IHookStore hooks, IRepositoryNews news)
{
    /// <summary>The repositories of a profile's connection, with its credential.</summary>
    public async Task<Outcome<RepositoryViews>> OpenAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var token = await credentials.OpenAsync(connection.Credential, connection.Target, cancellationToken);
        return token.Then<RepositoryViews>(secret => new RepositoryViews(connection, secret, news));
    }

    /// <summary>False while an administrator has yet to create the profile's webhooks.</summary>
    public async Task<bool> IsListeningAsync(BuildProfile profile, CancellationToken cancellationToken) =>
        profile.News != NewsSource.Administrator
        || (await hooks.ListAsync(profile.Connection, cancellationToken)).Any(hook => hook.RepositoryId == profile.Repository.Id && hook.HeardAt is not null);
}
