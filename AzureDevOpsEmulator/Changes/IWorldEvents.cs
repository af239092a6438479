using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Changes;

/// <summary>What about a pull request has changed, by the names that subscriptions filter on.</summary>
internal enum PullRequestChange
{
    PushNotification,
    ReviewersUpdateNotification,
    StatusUpdateNotification,
    ReviewerVoteNotification,
}

/// <summary>Hears of every change, in the order in which they happen.</summary>
internal interface IWorldEvents
{
    void Pushed(Place place, Push push, Person by);

    void PullRequestCreated(Place place, PullRequest pullRequest, Person by);

    void PullRequestUpdated(Place place, PullRequest pullRequest, Person by, PullRequestChange change);

    /// <summary>The server tried to merge: after a pull request was opened, after either branch moved, and when it is completed.</summary>
    void MergeAttempted(Place place, PullRequest pullRequest, Person by);
}
