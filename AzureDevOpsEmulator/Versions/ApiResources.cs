namespace AzureDevOpsEmulator.Versions;

/// <summary>A row of the table of locations (<c>OPTIONS _apis</c>), with the real service's IDs, templates and resource versions.</summary>
/// <param name="Since">The first version of the API that had it.</param>
/// <param name="PreviewOnly">Never released: each call needs the preview flag.</param>
internal sealed record ApiResource(
    Guid Id, string Area, string Name, string Template, int ResourceVersion, Version Since, bool PreviewOnly = false)
{
    public Version ReleasedIn(ServerProduct product) => PreviewOnly ? new Version(0, 0) : product.Released;
}

internal static class ApiResources
{
    private const string Repository = "{project}/_apis/{area}/repositories/{repositoryId}";
    public static ApiResource ConnectionData { get; } =
        Preview("00d9565f-ed9c-4a06-9a50-00e7896ccab4", "Location", "ConnectionData", "_apis/{resource}", 1, "1.0");
    public static ApiResource ResourceAreas { get; } =
        Preview("e81700f7-3be2-46de-8624-2eb35882fcaa", "Location", "ResourceAreas", "_apis/{resource}/{areaId}", 1, "3.2");
    public static ApiResource ServiceDefinitions { get; } =
        Preview("d810a47d-f4f4-4a62-a03f-fa1860585c4c", "Location", "ServiceDefinitions",
            "_apis/{resource}/{serviceType}/{identifier}", 1, "1.0");
    public static ApiResource ProjectCollections { get; } =
        Released("8031090f-ef1d-4af6-85fc-698cd75d42bf", "core", "projectCollections", "_apis/{resource}/{collectionId}", 2);
    public static ApiResource Projects { get; } =
        Released("603fe2ac-9723-48b9-88ad-09305aa6c6e1", "core", "projects", "_apis/{resource}/{*projectId}", 4);
    public static ApiResource Repositories { get; } =
        Released("225f7195-f9c7-4d14-ab28-a83f7ff77e1f", "git", "repositories", "{project}/_apis/{area}/{resource}/{repositoryId}", 1);
    public static ApiResource Refs { get; } =
        Released("2d874a60-a811-4f62-9c9f-963a6ea0a55b", "git", "refs", Repository + "/{resource}/{*filter}", 2);
    public static ApiResource Branches { get; } =
        Released("d5b216de-d8d5-4d32-ae76-51df755b16d3", "git", "branchStats", Repository + "/stats/branches", 2);
    public static ApiResource Branch { get; } =
        Released("40c1f5b7-2bb6-4c28-b844-0f47cd6bb610", "git", "branchStats", Repository + "/stats/branches/{*name}", 1);
    public static ApiResource Commits { get; } =
        Released("c2570c3b-5b3f-41b8-98bf-5407bfde8d58", "git", "commits", Repository + "/{resource}/{commitId}", 2);
    public static ApiResource Subscriptions { get; } =
        Released("fc50d02a-849f-41fb-8af1-0a5216103269", "hooks", "subscriptions", "_apis/{area}/{resource}/{subscriptionId}", 1);
    public static ApiResource Notifications { get; } =
        Released("0c62d343-21b0-4732-997b-017fde84dc28", "hooks", "notifications",
            "_apis/{area}/subscriptions/{subscriptionId}/{resource}/{notificationId}", 1);
    public static ApiResource SubscriptionsQuery { get; } =
        Released("c7c3c1cf-9e05-4c0d-a425-a0f922c2c6ed", "hooks", "subscriptionsQuery", "_apis/{area}/{resource}", 1);
    public static ApiResource NotificationsQuery { get; } =
        Released("1a57562f-160a-4b5c-9185-905e95b39d36", "hooks", "notificationsQuery", "_apis/{area}/{resource}", 1);
    public static ApiResource TestNotifications { get; } =
        Released("1139462c-7e27-4524-a997-31b9b73551fe", "hooks", "testNotifications", "_apis/{area}/{resource}/{notificationId}", 1);
    public static ApiResource HookPublishers { get; } =
        Released("1e83a210-5b53-43bc-90f0-d476a4e5d731", "hooks", "publishers", "_apis/{area}/{resource}/{publisherId}", 1);
    public static ApiResource HookEventTypes { get; } =
        Released("db4777cd-8e08-4a84-8ba3-c974ea033718", "hooks", "eventTypes",
            "_apis/{area}/publishers/{publisherId}/{resource}/{eventTypeId}", 1);
    public static ApiResource HookConsumers { get; } =
        Released("4301c514-5f34-4f5d-a145-f0ea7b5b7d19", "hooks", "consumers", "_apis/{area}/{resource}/{consumerId}", 1);
    public static ApiResource HookActions { get; } =
        Released("c3428e90-7a69-4194-8ed8-0f153185ee0d", "hooks", "actions",
            "_apis/{area}/consumers/{consumerId}/{resource}/{consumerActionId}", 1);
    public static ApiResource Pushes { get; } =
        Released("ea98d07b-3c87-4971-8ede-a613694ffb55", "git", "pushes", Repository + "/{resource}/{pushId}", 2);
    public static ApiResource PullRequests { get; } =
        Released("9946fd70-0d40-406e-b686-b4744cbbcc37", "git", "pullRequests", Repository + "/{resource}/{pullRequestId}", 1);
    public static ApiResource ProjectPullRequests { get; } =
        Released("a5d28130-9cd2-40fa-9f08-902e7daa9efb", "git", "pullRequests", "{project}/_apis/{area}/{resource}", 1);
    public static ApiResource PullRequestById { get; } =
        Released("01a46dea-7d46-4d40-bc84-319e7c260d99", "git", "pullRequests", "{project}/_apis/{area}/{resource}/{pullRequestId}", 1);
    public static ApiResource Reviewers { get; } =
        Released("4b6702c7-aa35-4b89-9c96-b9abf6d3e540", "git", "pullRequestReviewers",
            Repository + "/pullRequests/{pullRequestId}/reviewers/{reviewerId}", 1);
    public static ApiResource Permissions { get; } =
        Released("dd3b8bd6-c7fc-4cbd-929a-933d9c011c9d", "Security", "Permissions",
            "_apis/{resource}/{securityNamespaceId}/{permissions}", 2);
    public static ApiResource SecurityNamespaces { get; } =
        Released("ce7b9f95-fde9-4be8-a86d-83b366f0b87a", "Security", "SecurityNamespaces", "_apis/{resource}/{securityNamespaceId}", 1);
    public static ApiResource Profiles { get; } =
        Released("f83735dc-483f-4238-a291-d45f6080a9af", "Profile", "Profiles", "_apis/{area}/{resource}/{id}", 3);
    public static ApiResource Accounts { get; } =
        Released("229a6a53-b428-4ffb-a835-e8f36b5b4b1e", "Account", "Accounts", "_apis/{resource}/{accountId}", 1);

    /// <summary>Located, so that clients reach the refusal that says what is missing.</summary>
    public static IReadOnlyList<ApiResource> Unimplemented { get; } =
    [
        Released("fb93c0db-47ed-4a31-8c20-47552878fb44", "git", "items", Repository + "/{resource}/{*path}", 1),
        Released("7b28e929-2c99-405d-9c5c-6167a06e6816", "git", "blobs", Repository + "/{resource}/{sha1}", 1),
        Released("729f6437-6f92-44ec-8bee-273a7111063c", "git", "trees", Repository + "/{resource}/{sha1}", 1),
        Released("5bf884f5-3e07-42e9-afb8-1b872267bf16", "git", "changes", Repository + "/commits/{commitId}/{resource}", 1),
        Released("615588d5-c0c7-4b88-88f8-e625306446e8", "git", "commitDiffs", Repository + "/diffs/commits", 1),
        Released("428dd4fb-fda5-4722-af02-9313b80305da", "git", "statuses", Repository + "/commits/{commitId}/{resource}", 1),
        Released("ab6e2e5d-a0b7-4153-b64a-a4efe0d49449", "git", "pullRequestThreads", Repository + "/pullRequests/{pullRequestId}/threads/{threadId}", 1),
        Released("f22387e3-984e-4c52-9c6d-fbb8f14c812d", "git", "pullRequestLabels", Repository + "/pullRequests/{pullRequestId}/labels/{labelIdOrName}", 1),
        Released("d43911ee-6958-46b0-a42b-8445b8a0d004", "git", "pullRequestIterations", Repository + "/pullRequests/{pullRequestId}/iterations/{iterationId}", 2),
        Released("b5f6bb4f-8d1e-4d79-8d11-4c9172c99c35", "git", "pullRequestStatuses", Repository + "/pullRequests/{pullRequestId}/statuses/{statusId}", 1),
    ];

    private static ApiResource Released(string id, string area, string name, string template, int resourceVersion) =>
        new(new Guid(id), area, name, template, resourceVersion, new Version(1, 0));

    private static ApiResource Preview(string id, string area, string name, string template, int resourceVersion, string since) =>
        new(new Guid(id), area, name, template, resourceVersion, Version.Parse(since), PreviewOnly: true);
}
