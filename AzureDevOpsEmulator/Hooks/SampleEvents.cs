namespace AzureDevOpsEmulator.Hooks;

/// <summary>The events of test notifications: as on the real service, those of the documentation with fixed IDs.</summary>
internal static class SampleEvents
{
    private const string Api = "https://fabrikam.example/DefaultCollection/_apis/git/repositories/278d5cd2-584d-4b63-824a-2ba458937249";
    private const string Web = "https://fabrikam.example/DefaultCollection/_git/Fabrikam-Fiber-Git";
    private const string Newest = "33b55f7cb7e7e245323987634f960cf4a6e6bc74";
    private const string Older = "aad331d8d3b131fa9ae03cf5e53965b51942618a";
    private static readonly DateTimeOffset Date = DateTimeOffset.Parse("2014-06-17T16:55:46.589889Z", CultureInfo.InvariantCulture);

    private static readonly object Person = new
    {
        displayName = "Jamal Hartnett",
        id = "54d125f7-69f7-4191-904f-c5b96b6261c8",
        uniqueName = "fabrikamfiber4@hotmail.com",
    };

    private static readonly object Repository = new
    {
        id = "278d5cd2-584d-4b63-824a-2ba458937249",
        name = "Fabrikam-Fiber-Git",
        url = Api,
        project = new { id = "6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c", name = "Fabrikam-Fiber-Git", state = "wellFormed" },
        defaultBranch = "refs/heads/main",
        remoteUrl = Web,
    };

    private static readonly object Containers = new
    {
        collection = new { id = "c12d0eb8-e382-443b-9f9c-c52cba5014c2" },
        account = new { id = "f844ec47-a9db-4511-8281-8b63f4eaf94e" },
        project = new { id = "be9b3917-87e6-42a4-a549-2bc06a7a878f" },
    };

    public static HookEvent Of(string eventType, string publisherId, DateTimeOffset now)
    {
        var (id, text, resource) = eventType switch
        {
            EventTypes.Push => ("03c164c2-8912-4d5e-8009-3707d5f83734", "Jamal Hartnett pushed updates to Fabrikam-Fiber-Git:main.", Push()),
            EventTypes.PullRequestCreated =>
                ("2ab4e3d3-b7a6-425e-92b1-5a9982c1269e", "Jamal Hartnett created a new pull request", PullRequest("active")),
            EventTypes.PullRequestMerged =>
                ("6872ee8c-b333-4eff-bfb9-0d5274943566", "Jamal Hartnett has created a pull request merge commit", PullRequest("completed")),
            _ => ("af07be1b-f3ad-44c8-a7f1-c4835f2df06b", "Jamal Hartnett marked the pull request as completed", PullRequest("completed")),
        };
        var message = new FormattedText(text, text, text);
        return new HookEvent(
            new Guid(id), eventType, publisherId, message, message,
            JsonSerializer.SerializeToElement(resource, WireJson.Options), "1.0",
            JsonSerializer.SerializeToElement(Containers, WireJson.Options), now);
    }

    private static object Push() => new
    {
        commits = new[] { new { commitId = Newest, comment = "Fixed bug in web.config file", url = $"{Web}/commit/{Newest}" } },
        refUpdates = new[] { new { name = "refs/heads/main", oldObjectId = Older, newObjectId = Newest } },
        repository = Repository,
        pushedBy = Person,
        pushId = 14,
        date = Date,
        url = Api + "/pushes/14",
    };

    private static object PullRequest(string status) => new
    {
        repository = Repository,
        pullRequestId = 1,
        status,
        createdBy = Person,
        creationDate = Date,
        title = "my first pull request",
        description = " - test2\r\n",
        sourceRefName = "refs/heads/mytopic",
        targetRefName = "refs/heads/main",
        mergeStatus = "succeeded",
        mergeId = "a10bb228-6ba6-4362-abd7-49ea21333dbd",
        lastMergeSourceCommit = new { commitId = Newest, url = $"{Api}/commits/{Newest}" },
        lastMergeTargetCommit = new { commitId = Older, url = $"{Api}/commits/{Older}" },
        reviewers = Array.Empty<object>(),
        url = Api + "/pullRequests/1",
    };
}
