using System.Text.Json.Nodes;

namespace AzureDevOpsEmulator.Errors;

/// <summary>
/// The errors with their real status, type and text, from public recordings of the service and the source of its public clients. The README
/// lists those without a recording.
/// </summary>
internal static class ApiErrors
{
    private const string WebApi = "Microsoft.VisualStudio.Services.WebApi";
    private const string Security = "Microsoft.VisualStudio.Services.Security";
    private const string Core = "Microsoft.TeamFoundation.Core.WebApi";
    private const string Git = "Microsoft.TeamFoundation.Git.Server";
    private const string Common = "Microsoft.VisualStudio.Services.Common";
    private const string Framework = "Microsoft.TeamFoundation.Framework.Server";
    public const string AnonymousMessage = "TF400813: Resource not available for anonymous access. Client authentication required.";

    public const string GlobalTokenMessage =
        "The organization's security policy prohibits access by global Personal Access Token. Use a token of this organization alone.";

    /// <summary>An identity for "a person". The ID of all a's would mean an unknown token.</summary>
    public static readonly Guid AnyPersonId = new("1f0f5be5-8a11-6b25-b9ae-b3f4c3a0bb56");

    /// <summary>For an unknown or invalid token: a placeholder ID replaces the person's.</summary>
    public const string UnknownUserMessage =
        "TF400813: The user 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa' is not authorized to access this resource.";

    public static ApiError NotAMember(Guid person) =>
        new(401, $"{Framework}.UnauthorizedRequestException, {Framework}",
            $"TF400813: The user '{person}' is not authorized to access this resource.");

    public static ApiError NotAdded(Guid tenant, string objectId) =>
        new(401, $"{Framework}.UnauthorizedRequestException, {Framework}",
            $@"TF401444: Please sign-in at least once as {tenant}\{tenant}\{objectId} in a web browser to enable access to the service.");

    public static ApiError MissingLicense() =>
        new(403, $"{Framework}.FeatureDisabledException, {Framework}", "TF400409: You do not have licensing rights to access this feature: Code");

    public static ApiError ConditionalAccessFailed() =>
        new(403, $"{Common}.VssServiceException, {Common}",
            "VS403463: The conditional access policy defined by your Azure Active Directory administrator has failed.");

    public static ApiError MissingReadPermission() =>
        new(403, $"{Security}.AccessCheckException, {WebApi}",
            "Access Denied: Ingrid Solberg needs the following permission(s) on the resource repoV2 to perform this action: GenericRead");

    public static ApiError TokenExpired() =>
        new(401, $"{Security}.AccessCheckException, {WebApi}", "Access Denied: The Personal Access Token used has expired.")
        {
            // These are the property names of the service's exception, which no naming policy changes.
            CustomProperties = new JsonObject
            {
                ["Descriptor"] = null,
                ["IdentityDisplayName"] = null,
                ["Token"] = null,
                ["RequestedPermissions"] = 0,
                ["NamespaceId"] = Guid.Empty.ToString(),
            },
        };

    public static ApiError ProjectNotFound(string nameOrId) => Guid.TryParse(nameOrId, out var id)
        ? new ApiError(404, $"{Core}.ProjectDoesNotExistException, {Core}",
            $"VS800075: The project with id 'vstfs:///Classification/TeamProject/{id}' does not exist, "
            + "or you do not have permission to access it.")
        : new ApiError(404, $"{Core}.ProjectDoesNotExistWithNameException, {Core}",
            $"TF200016: The following project does not exist: {nameOrId}. "
            + "Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.");

    public static ApiError RepositoryNotFound(string nameOrId) =>
        new(404, $"{Git}.GitRepositoryNotFoundException, {Git}",
            $"TF401019: The Git repository with name or identifier {nameOrId} does not exist "
            + "or you do not have permissions for the operation you are attempting.");

    public static ApiError ProjectNameRequired() =>
        new(400, "System.ArgumentException, mscorlib", "A project name is required in order to reference a Git repository by name.") { EventId = 0 };

    public static ApiError NoBranches(string repository) =>
        new(404, $"{Git}.GitItemNotFoundException, {Git}", $"VS403403: Cannot find any branches for the {repository} repository.");

    public static ApiError VersionNotFound(VersionType type, string version) =>
        new(404, $"{Git}.GitUnresolvableToCommitException, {Git}",
            $"TF401175: The version descriptor <{type}: {version}> could not be resolved to a version in the repository.");

    public static ApiError CommitNotFound(string commit, string repository) =>
        new(404, $"{Git}.GitCommitDoesNotExistException, {Git}",
            $"TF401175: The commit {commit} does not exist in the repository {repository}.");

    public static ApiError CollectionStopped(string collection) =>
        new(503, $"{Common}.VssServiceException, {Common}",
            $"TF24668: The following team project collection is stopped: {collection}. Start the collection and then try again.");

    public static ApiError Throttled(string resource) =>
        new(429, $"{WebApi}.VssServiceException, {WebApi}",
            "TF400733: The request has been canceled: "
            + $"Request was blocked due to exceeding usage of resource {resource} in namespace User.");

    public static ApiError InternalError() =>
        new(500, "System.Exception, mscorlib", "TF400898: An Internal Error Occurred.")
        { EventId = 0 };

    public static ApiError VersionOutOfRange(ApiVersion requested, ServerProduct product) =>
        new(400, $"{WebApi}.VssVersionOutOfRangeException, {WebApi}",
            $"The requested REST API version of {requested} is out of range for this server. "
            + $"The latest REST API version this server supports is {product.Highest}.");

    public static ApiError MissingPreviewFlag(ApiVersion requested) =>
        new(400, $"{WebApi}.VssInvalidPreviewVersionException, {WebApi}",
            $"The requested version \"{requested}\" of the resource is under preview. "
            + "The -preview flag must be supplied in the api-version for such requests. "
            + $"For example: \"{requested.Number}-preview\"");

    public static ApiError InvalidVersion(string text) =>
        new(400, $"{WebApi}.VssVersionNotSpecifiedException, {WebApi}",
            $"Invalid api version string: \"{text}\". "
            + "Api version string must be in the format: {Major}.{Minor}[-preview[.{ResourceVersion}]].");

    public static ApiError MissingVersion(string method) =>
        new(400, $"{WebApi}.VssVersionNotSpecifiedException, {WebApi}",
            $"No api-version was supplied for the \"{method}\" request. The version must be supplied "
            + "either as part of the Accept header (e.g. \"application/json; api-version=1.0\") "
            + "or as a query parameter (e.g. \"?api-version=1.0\").");

    public static ApiError ResourceAreaNotFound(string areaId) =>
        new(404, $"{WebApi}.VssResourceNotFoundException, {WebApi}", $"The resource area {areaId} is not registered on this server.");

    public static ApiError ProfileNotFound(string id) =>
        new(404, $"{WebApi}.ProfileDoesNotExistException, {WebApi}", $"The profile '{id}' does not exist.");

    public static ApiError SecurityNamespaceNotFound(Guid id) =>
        new(404, $"{Security}.InvalidSecurityNamespaceException, {WebApi}", $"The security namespace {id} does not exist.");

    public static ApiError InvalidBody(string message) =>
        new(400, $"{WebApi}.VssPropertyValidationException, {WebApi}", $"The request's body could not be read: {message}");

    public static ApiError InvalidArgument(string name, string? value) =>
        new(400, $"{WebApi}.VssPropertyValidationException, {WebApi}", $"The value '{value}' is not valid for the parameter {name}.");

    /// <summary>A message of the emulator: no real server sends it.</summary>
    public static ApiError NotImplemented(string method, string path) =>
        new(501, $"{WebApi}.VssServiceException, {WebApi}",
            $"The Azure DevOps emulator does not implement {method} {path}. Its README lists what it does.");
}
