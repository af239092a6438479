namespace ConnectWizard.AzureDevOps;

/// <summary>
/// Azure DevOps' names on the wire: from Microsoft's REST reference and API descriptions, the source of its public clients, and public
/// recordings.
/// </summary>
internal static class AzureDevOpsNames
{
    /// <summary>The version asked for: of Azure DevOps Server 2019, which all later releases speak too.</summary>
    public const string ApiVersion = "5.0";

    /// <summary>The version asked for outside organizations, where there is no older release.</summary>
    public const string CloudApiVersion = "7.1";

    /// <summary>A version that no server speaks: its refusal names the highest that this one does.</summary>
    public const string ImpossibleApiVersion = "99.0";

    /// <summary>The identity of a request that isn't signed in.</summary>
    public static Guid AnonymousUser { get; } = new("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa");

    public static class Headers
    {
        /// <summary>Asks for a status instead of a way to a sign-in page.</summary>
        public const string FedAuthRedirect = "X-TFS-FedAuthRedirect";

        /// <summary>The reason of a refusal, percent-encoded; sometimes the only one.</summary>
        public const string ServiceError = "X-TFS-ServiceError";

        /// <summary>What an administrator finds the request by in the server's logs.</summary>
        public const string ActivityId = "ActivityId";

        /// <summary>Where the next page begins; missing on the last.</summary>
        public const string ContinuationToken = "x-ms-continuationtoken";

        /// <summary>The tenant that an organization belongs to; an empty id where personal accounts back it.</summary>
        public const string ResourceTenant = "X-VSS-ResourceTenant";

        /// <summary>How many seconds a response was held back; there only when it was.</summary>
        public const string Delay = "X-RateLimit-Delay";

        public const string GitProtocol = "Git-Protocol";

        /// <summary>What answers of the product begin their own headers with.</summary>
        public static IReadOnlyList<string> Prefixes { get; } = ["X-TFS-", "X-VSS-"];
    }

    public static class Paths
    {
        public const string Apis = "_apis";
        public const string ConnectionData = "connectionData";
        public const string Projects = "projects";
        public const string Git = "git";
        public const string Repositories = "repositories";
        public const string Refs = "refs";
        public const string Commits = "commits";
        public const string PullRequests = "pullrequests";
        public const string Permissions = "permissions";
        public const string Hooks = "hooks";
        public const string Subscriptions = "subscriptions";
        public const string Notifications = "notifications";
        public const string TestNotifications = "testnotifications";
        public const string GitHttp = "_git";
        public const string SignIn = "_signin";
        public const string Profile = "profile";
        public const string Profiles = "profiles";
        public const string Me = "me";
        public const string Accounts = "accounts";
        public const string Info = "info";
        public const string UploadPack = "git-upload-pack";

        /// <summary>What is part of a route; everything else in a path somebody named.</summary>
        public static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal)
        {
            Apis, ConnectionData, Projects, Git, Repositories, Refs, Commits, PullRequests, Permissions, Hooks, Subscriptions, Notifications, TestNotifications,
            GitHttp, SignIn, Profile, Profiles, Me, Accounts, Info, UploadPack,
        };
    }

    public static class MediaTypes
    {
        public const string Json = "application/json";
        public const string Html = "text/html";
        public const string GitAdvertisement = "application/x-git-upload-pack-advertisement";
        public const string GitRequest = "application/x-git-upload-pack-request";
        public const string GitResult = "application/x-git-upload-pack-result";
    }

    /// <summary>Resources in a server's list of locations.</summary>
    public static class Resources
    {
        /// <summary><c>core/projects</c>: there since the first version, and moved with each release.</summary>
        public static Guid Projects { get; } = new("603fe2ac-9723-48b9-88ad-09305aa6c6e1");
    }

    /// <summary>Service hooks: their security namespace, and the publisher, consumer and inputs of a subscription that posts to an address.</summary>
    public static class ServiceHooks
    {
        public const string Namespace = "cb594ebe-87dd-4fc9-ac2c-6a10a4c92046";
        public const string Publisher = "tfs";
        public const string Consumer = "webHooks";
        public const string ConsumerAction = "httpRequest";

        /// <summary>Of the payload; unspecified it would be whatever is newest.</summary>
        public const string ResourceVersion = "1.0";

        public const string Project = "projectId";
        public const string Repository = "repository";
        public const string Url = "url";
        public const string UserName = "basicAuthUsername";
        public const string Password = "basicAuthPassword";
        public const string Headers = "httpHeaders";

        /// <summary>Without it deliveries may come without repository, refs and commits.</summary>
        public const string ResourceDetails = "resourceDetailsToSend";
        public const string AllDetails = "all";

        /// <summary>The status of a notification that failed.</summary>
        public const string QueuedForRetry = "queuedForRetry";

        /// <summary>Each keeps back events that were asked for; what else servers add to the inputs (<c>tfsSubscriptionId</c>) doesn't.</summary>
        public static readonly IReadOnlyList<string> Filters =
            ["branch", "pushedBy", "pullrequestCreatedBy", "pullrequestReviewersContains", "notificationType", "mergeResult"];

        /// <summary>What stands for the hooks of a project.</summary>
        public static string TokenOf(Guid project) => $"PublisherSecurity/{project:D}";
    }

    /// <summary>Scopes of personal access tokens, as the page that makes tokens calls them.</summary>
    public static class Scopes
    {
        public const string Code = "Code (Read)";
        public const string Project = "Project and Team (Read)";
    }

    /// <summary>Types of error envelopes (<c>typeKey</c>).</summary>
    public static class Faults
    {
        public const string Unauthorized = "UnauthorizedRequestException";
        public const string VersionOutOfRange = "VssVersionOutOfRangeException";
        public const string RepositoryNotFound = "GitRepositoryNotFoundException";
        public const string ProjectNotFound = "ProjectDoesNotExistException";
        public const string ProjectNameNotFound = "ProjectDoesNotExistWithNameException";
    }

    /// <summary>Numbers of messages, which stay when words change.</summary>
    public static class Numbers
    {
        public const string NotAuthorized = "TF400813";
        public const string Blocked = "TF400733";
        public const string CollectionStopped = "TF24668";
        public const string ConditionalAccess = "VS403463";
        public const string FirstSignIn = "TF401444";

        /// <summary>The access level does not include a feature.</summary>
        public const string NoLicense = "TF400409";
        public const string ProjectNameUnknown = "TF200016";
        public const string ProjectIdUnknown = "VS800075";
        public const string RepositoryUnknown = "TF401019";
        public const string NoBranches = "VS403403";
    }
}
