using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>The hooks that a profile wants: by its triggers, one for each kind of event.</summary>
public sealed record DesiredSubscriptions(BuildProfile Profile, IReadOnlyList<HookKind> Kinds)
{
    private static readonly HookKind[] OfPullRequests = [HookKind.PullRequestCreated, HookKind.PullRequestUpdated, HookKind.PullRequestMerged];

    public string Repository => $"{Profile.Repository.Project}/{Profile.Repository.Name}";

    public static DesiredSubscriptions Of(BuildProfile profile) => new(profile,
    [
        .. profile.TriggerPush ? [HookKind.Push] : Array.Empty<HookKind>(),
        .. profile.TriggerPullRequest ? OfPullRequests : [],
    ]);

    public bool Include(Hook hook) =>
        hook.Connection == Profile.Connection && hook.RepositoryId == Profile.Repository.Id && Kinds.Contains(hook.Kind);

    public Hook Plan(HookKind kind, bool byAdministrator, DateTimeOffset now) => new()
    {
        Id = HookId.New(),
        Workspace = Profile.Workspace,
        Connection = Profile.Connection,
        ProjectId = Profile.Repository.ProjectId,
        RepositoryId = Profile.Repository.Id,
        Repository = Repository,
        Kind = kind,
        ByAdministrator = byAdministrator,
        State = HookState.Planned,
        CreatedAt = now,
    };
}
