using ConnectWizard.Connections;

namespace ConnectWizard.Profiles;

/// <summary>What a build can start from: a repository of a connection, a branch, and what triggers it.</summary>
public sealed record BuildProfile
{
    public required ProfileId Id { get; init; }
    public required WorkspaceId Workspace { get; init; }
    public required ConnectionId Connection { get; init; }

    /// <summary>1 to 64 characters.</summary>
    public required string Name { get; init; }

    public required RepositoryChoice Repository { get; init; }

    /// <summary>Why it can't be built now, as of the last daily check: it is disabled, or gone.</summary>
    public ProblemCode? RepositoryProblem { get; init; }

    /// <summary>Without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    public required bool TriggerPush { get; init; }
    public required bool TriggerPullRequest { get; init; }

    /// <summary>Pull requests are built while they are drafts, too, not only once they are published.</summary>
    public bool TriggerDrafts { get; init; }

    /// <summary>Pull requests from forks are built too: whoever may fork decides what the build system runs.</summary>
    public bool TriggerForks { get; init; }

    public required TriggerSource TriggerSource { get; init; }

    /// <summary>Without a user part and without <c>.git</c>, which Azure DevOps refuses.</summary>
    public required Uri CloneUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>How many profiles a connection has.</summary>
public sealed record ProfileCount
{
    public required ConnectionId Connection { get; init; }
    public required int Count { get; init; }
}

public readonly record struct ProfileId(Guid Value)
{
    public static ProfileId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

/// <summary>What a draft becomes once it has every answer.</summary>
public sealed record ProfileCreation(Connection Connection, BuildProfile Profile)
{
    /// <summary>The connection as it was, where it existed.</summary>
    public Connection? Before { get; init; }

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
            Expiry = draft.Expiry,
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
            TriggerDrafts = review.TriggerDrafts,
            TriggerForks = review.TriggerForks,
            TriggerSource = review.TriggerSource,
            CloneUrl = CloneUrlOf(target, repository),
            CreatedAt = now,
        });
    }

    /// <summary>From our own address of the server: what a server says of itself may lead elsewhere, and carries a user part.</summary>
    public static Uri CloneUrlOf(ServerTarget target, RepositoryChoice repository) =>
        target.Address.At(target.Collection, repository.Project, "_git", repository.Name);
}
