using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Builds.GitProxy;

/// <summary>The repository of a build request, looked up by its id before each step: its name may have been taken by another repository.</summary>
internal sealed class GitSource(
    IProfileStore profiles, IConnectionStore connections, ICredentialStore credentials, IRepositoryGateway gateway, IGitUpstream upstream)
{
    /// <returns>Null when it is gone.</returns>
    public Task<BuildProfile?> FindProfileAsync(BuildRequest request, CancellationToken cancellationToken) =>
        profiles.FindAsync(request.Workspace, request.Profile, cancellationToken);

    public async Task<Result<GitResponse>> SendAsync(BuildProfile profile, Func<GitRequest, GitRequest> step, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var token = await credentials.OpenAsync(connection.Workspace, connection.Credential, connection.Target, cancellationToken);
        if (!token.Succeeded)
            return token.Problem;
        var found = await FindAsync(connection.Target, token.Value, profile.Repository, cancellationToken);
        return found.Succeeded
            ? await upstream.SendAsync(step(new GitRequest(connection.Target, token.Value, found.Value.Project, found.Value.Name)), cancellationToken)
            : found.Problem;
    }

    private async Task<Result<Repository>> FindAsync(ServerTarget target, Secret token, RepositoryChoice chosen, CancellationToken cancellationToken)
    {
        var (project, id) = (chosen.ProjectId.ToString("D", CultureInfo.InvariantCulture), chosen.Id.ToString("D", CultureInfo.InvariantCulture));
        var found = await gateway.FindRepositoryAsync(target, token, project, id, cancellationToken);
        var isGone = found.Problem?.Code == ProblemCode.RepositoryUnknown || found.Succeeded && found.Value.Id != chosen.Id;
        return isGone
            ? new Problem(ProblemCode.RepositoryUnknown).With("repository", chosen.Name).With("project", chosen.Project)
            : found;
    }
}
