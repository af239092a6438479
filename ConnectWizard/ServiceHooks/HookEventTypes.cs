namespace ConnectWizard.ServiceHooks;

/// <summary>The events as Azure DevOps names them, in subscriptions and in deliveries; from Microsoft's reference of service hook events.</summary>
public static class HookEventTypes
{
    public static string NameOf(HookKind kind) => kind switch
    {
        HookKind.Push => "git.push",
        HookKind.PullRequestCreated => "git.pullrequest.created",
        HookKind.PullRequestUpdated => "git.pullrequest.updated",
        HookKind.PullRequestMerged => "git.pullrequest.merged",
    };

    /// <returns>The kind; null for an event that is not subscribed to.</returns>
    public static HookKind? Find(string? name) =>
        Enum.GetValues<HookKind>().Cast<HookKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name);
}
