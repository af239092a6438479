using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Storage.Records;

/// <summary>A row of <c>profiles</c>.</summary>
internal sealed class ProfileRow
{
    public const string Columns =
        "id, workspace_id, connection_id, name, repository_id, repository, project_id, project, default_branch, "
        + "branch, trigger_push, trigger_pull_request, trigger_source, clone_url, created_at";

    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string ConnectionId { get; init; }

    public required string Name { get; init; }

    public required string RepositoryId { get; init; }

    public required string Repository { get; init; }

    public required string ProjectId { get; init; }

    public required string Project { get; init; }

    public string? DefaultBranch { get; init; }

    public required string Branch { get; init; }

    public required int TriggerPush { get; init; }

    public required int TriggerPullRequest { get; init; }

    public required string TriggerSource { get; init; }

    public required string CloneUrl { get; init; }

    public required long CreatedAt { get; init; }

    public static ProfileRow Of(BuildProfile profile) => new()
    {
        Id = profile.Id.Value.ToText(),
        WorkspaceId = profile.Workspace.Value.ToText(),
        ConnectionId = profile.Connection.Value.ToText(),
        Name = profile.Name,
        RepositoryId = profile.Repository.Id.ToText(),
        Repository = profile.Repository.Name,
        ProjectId = profile.Repository.ProjectId.ToText(),
        Project = profile.Repository.Project,
        DefaultBranch = profile.Repository.DefaultBranch,
        Branch = profile.Branch,
        TriggerPush = profile.TriggerPush ? 1 : 0,
        TriggerPullRequest = profile.TriggerPullRequest ? 1 : 0,
        TriggerSource = profile.TriggerSource.ToString(),
        CloneUrl = profile.CloneUrl.AbsoluteUri,
        CreatedAt = profile.CreatedAt.ToMilliseconds(),
    };

    public BuildProfile ToProfile() => new()
    {
        Id = new ProfileId(Guid.Parse(Id)),
        Workspace = new WorkspaceId(Guid.Parse(WorkspaceId)),
        Connection = new ConnectionId(Guid.Parse(ConnectionId)),
        Name = Name,
        Repository = new RepositoryChoice(Guid.Parse(RepositoryId), Repository, Guid.Parse(ProjectId), Project, DefaultBranch),
        Branch = Branch,
        TriggerPush = TriggerPush != 0,
        TriggerPullRequest = TriggerPullRequest != 0,
        TriggerSource = Enum.Parse<TriggerSource>(TriggerSource),
        CloneUrl = new Uri(CloneUrl),
        CreatedAt = ColumnValues.FromMilliseconds(CreatedAt),
    };
}
