namespace AzureDevOpsEmulator.Errors;

/// <summary>
/// Errors of pushes and pull requests. Types and texts for a stale ref and for a pull request that is already open are recorded; the others
/// are from the source of public clients.
/// </summary>
internal static class GitErrors
{
    private const string Git = "Microsoft.TeamFoundation.Git.Server";

    public static ApiError StaleRef(string name) =>
        new(409, $"{Git}.GitReferenceStaleException, {Git}",
            $"TF401028: The reference '{name}' has already been updated by another client, so you cannot update it. Please try again.");

    public static ApiError PullRequestExists() =>
        new(409, $"{Git}.GitPullRequestExistsException, {Git}",
            "TF401179: An active pull request for the source and target branch already exists.");

    public static ApiError PullRequestNotFound(string id) =>
        new(404, $"{Git}.GitPullRequestNotFoundException, {Git}",
            $"TF401180: The requested pull request was not found: {id}.");

    public static ApiError PullRequestBranchNotFound(string name) =>
        new(400, $"{Git}.GitPullRequestStaleException, {Git}",
            $"TF401398: The pull request cannot be activated because the source and/or the target branch no longer exists: {name}.");

    public static ApiError StalePullRequest() =>
        new(409, $"{Git}.GitPullRequestStaleException, {Git}",
            "TF401192: The source branch of the pull request has been modified since the last merge attempt.");

    public static ApiError MissingContributePermission(Person person) =>
        new(403, $"{Git}.GitNeedsPermissionException, {Git}",
            $"TF401027: You need the Git 'GenericContribute' permission to perform this action. Details: identity '{person.Account}', scope 'repository'.");

    public static ApiError UnexpectedProtocol(string details) =>
        new(400, $"{Git}.GitProtocolException, {Git}", $"TF401041: The Git protocol sent is not as expected ({details}).");

    /// <summary>A message of the emulator: the real one isn't recorded.</summary>
    public static ApiError InvalidChange(string message) =>
        new(400, $"{Git}.GitArgumentException, {Git}", message);
}
