using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Wizard.Review;

/// <summary>What the review will store, made from a draft that has every answer.</summary>
/// <param name="Connection">The connection; where the same server, collection and account is connected already, the store uses that one.</param>
/// <param name="Profile">The build profile on it.</param>
public sealed record ProfileCreation(Connection Connection, BuildProfile Profile)
{
    /// <exception cref="InvalidOperationException">The draft lacks an answer: the wizard let somebody in who should not be here yet.</exception>
    public static ProfileCreation Of(ConnectionDraft draft, ReviewAnswers review, DateTimeOffset now)
    {
        if (draft is not { Target: { } target, Credential: { } credential, Facts: { } facts, Repository: { } repository })
            throw new InvalidOperationException("A draft without target, credential, facts and repository is not due for review.");

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

    /// <summary>Built from our own address of the server: what a server says of itself may lead elsewhere, and carries a user part.</summary>
    public static Uri CloneUrlOf(ServerTarget target, RepositoryChoice repository) =>
        target.Address.At(target.Collection, repository.Project, "_git", repository.Name);
}
