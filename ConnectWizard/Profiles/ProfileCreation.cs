using ConnectWizard.Connections;

namespace ConnectWizard.Profiles;

/// <summary>What a draft becomes once it has every answer.</summary>
public sealed record ProfileCreation(Connection Connection, BuildProfile Profile)
{
    /// <returns><see cref="ProblemCode.CredentialNeeded"/> when an answer was dropped meanwhile, such as by another tab.</returns>
    public static Result<ProfileCreation> Of(ConnectionDraft draft, DateTimeOffset now)
    {
        if (draft is not { Target: { } target, Credential: { } credential, Facts: { } facts, Repository: { } repository, Review: { } review })
            return new Problem(ProblemCode.CredentialNeeded);
        var connection = new Connection
        {
            Id = ConnectionId.New(),
            Workspace = draft.Workspace,
            Name = draft.Server.Name.Trim(),
            Target = target,
            Credential = credential,
            Facts = facts,
            Health = facts.Warnings.Count == 0 ? ConnectionHealth.Good : ConnectionHealth.Warning,
            LastProblem = facts.Warnings.Count == 0 ? null : facts.Warnings[0],
            CreatedAt = now,
            CheckedAt = facts.CheckedAt,
        };
        return new ProfileCreation(connection, new BuildProfile
        {
            Id = ProfileId.New(),
            Workspace = draft.Workspace,
            Connection = connection.Id,
            Name = review.ProfileName,
            Repository = repository,
            Branch = review.Branch,
            TriggerPush = review.TriggerPush,
            TriggerPullRequest = review.TriggerPullRequest,
            TriggerSource = review.TriggerSource,
            CloneUrl = CloneUrlOf(target, repository),
            CreatedAt = now,
        });
    }

    /// <summary>From our own address of the server: what a server says of itself may lead elsewhere, and carries a user part.</summary>
    public static Uri CloneUrlOf(ServerTarget target, RepositoryChoice repository)
    {
        return target.Address.At(target.Collection, repository.Project, "_git", repository.Name);
    }
}
