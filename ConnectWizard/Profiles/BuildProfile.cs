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

    /// <summary>Without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    public required bool TriggerPush { get; init; }
    public required bool TriggerPullRequest { get; init; }
    public required TriggerSource TriggerSource { get; init; }

    /// <summary>Without a user part and without <c>.git</c>, which Azure DevOps refuses.</summary>
    public required Uri CloneUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

public readonly record struct ProfileId(Guid Value)
{
    public static ProfileId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}
