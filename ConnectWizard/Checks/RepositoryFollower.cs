using System.Collections.Concurrent;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Checks;

/// <summary>Follows the repositories of build profiles by their ids: new names of repository and project are stored, and what can't be built is marked.</summary>
internal sealed class RepositoryFollower(IRepositoryGateway gateway, IProfileStore profiles, ProfileSignals signals, ILogger<RepositoryFollower> logger)
{
    /// <returns>The names that changed.</returns>
    public async Task<IReadOnlyList<HealthNote>> FollowAsync(Connection connection, Secret token, IReadOnlyList<BuildProfile> used, CancellationToken cancellationToken)
    {
        var notes = new ConcurrentQueue<HealthNote>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = OutboundHttp.ConnectionsPerHost, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(used.GroupBy(profile => profile.Repository.Id), options, async (group, cancellation) =>
        {
            var profile = group.First();
            var (repository, id) = (profile.Repository, profile.Repository.Id.ToString("D"));
            var found = await gateway.FindRepositoryAsync(connection.Target, token, repository.ProjectId.ToString("D"), id, cancellation);
            if (Compare(profile, found) is not { } changed || changed == profile)
                return;
            changed = changed with { CloneUrl = ProfileCreation.CloneUrlOf(connection.Target, changed.Repository) };
            await profiles.ChangeRepositoryAsync(changed, cancellation);
            foreach (var one in group)
                signals.Changed(one.Id);
            if (NameOf(changed.Repository) == NameOf(repository))
                return;
            var note = new HealthNote(HealthChangeKind.Repository, HealthNotes.Changed(NameOf(repository), NameOf(changed.Repository)));
            DailyCheckLog.Renamed(logger, connection.Id, note.Detail!);
            notes.Enqueue(note);
        });
        return [.. notes];
    }

    /// <returns>The profile as it is now; null where the answer says nothing of its repository.</returns>
    private static BuildProfile? Compare(BuildProfile profile, Result<Repository> found) => found switch
    {
        { Problem.Code: ProblemCode.RepositoryUnknown or ProblemCode.PermissionMissing } => profile with { RepositoryProblem = ProblemCode.RepositoryUnknown },
        { Value: { } now } => profile with
        {
            Repository = profile.Repository with { Name = now.Name, Project = now.Project, DefaultBranch = now.DefaultBranch },
            RepositoryProblem = now.IsDisabled ? ProblemCode.RepositoryDisabled : null,
        },
        _ => null,
    };

    private static string NameOf(RepositoryChoice repository) => $"{repository.Project}/{repository.Name}";
}
