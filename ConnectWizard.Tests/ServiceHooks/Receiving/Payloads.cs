using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Events as Azure DevOps delivers them, cut down to what stands in every recording.</summary>
internal static class Payloads
{
    public const string FirstCommit = "1111111111111111111111111111111111111111";
    public const string Second = "2222222222222222222222222222222222222222";
    public const string Zeros = "0000000000000000000000000000000000000000";

    public static JsonObject Push(Hook hook, string commit = FirstCommit, string branch = "release/1.0", Guid? eventId = null) => Event(hook, "git.push", eventId, new
    {
        commits = new[] { new { commitId = commit, comment = "Turn the antenna\n\nIt was off by a degree." } },
        refUpdates = new[] { new { name = $"refs/heads/{branch}", oldObjectId = Zeros, newObjectId = commit } },
        repository = new { id = hook.RepositoryId, name = "Flüge planen" },
        pushedBy = new { displayName = "Ada Łovelace" },
        pushId = 14,
        date = DateTimeOffset.UtcNow,
    });

    public static JsonObject PullRequest(Hook hook, string kind, string commit = FirstCommit, int number = 7, string status = "active", string target = "release/1.0") =>
        Event(hook, $"git.pullrequest.{kind}", null, new
        {
            repository = new { id = hook.RepositoryId },
            pullRequestId = number,
            status,
            createdBy = new { displayName = "Ada Łovelace" },
            title = "Point at the moon",
            sourceRefName = "refs/heads/feature/moon",
            targetRefName = $"refs/heads/{target}",
            mergeStatus = "succeeded",
            lastMergeSourceCommit = new { commitId = commit },
            lastMergeCommit = new { commitId = Second },
        });

    private static JsonObject Event(Hook hook, string type, Guid? eventId, object resource) => JsonSerializer.SerializeToNode(new
    {
        subscriptionId = hook.Subscription,
        notificationId = 3,
        id = eventId ?? Guid.NewGuid(),
        eventType = type,
        publisherId = "tfs",
        resource,
        resourceVersion = "1.0",
        createdDate = DateTimeOffset.UtcNow,
    })!.AsObject();
}
