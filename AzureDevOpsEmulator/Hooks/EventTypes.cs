namespace AzureDevOpsEmulator.Hooks;

/// <summary>The events that the emulator has, of those that the real service has.</summary>
internal static class EventTypes
{
    public const string Push = "git.push";
    public const string PullRequestCreated = "git.pullrequest.created";
    public const string PullRequestUpdated = "git.pullrequest.updated";
    public const string PullRequestMerged = "git.pullrequest.merged";

    public static IReadOnlyList<string> All { get; } = [Push, PullRequestCreated, PullRequestUpdated, PullRequestMerged];
}
