using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// An event as Azure DevOps delivers it, as far as it is needed (Microsoft's documentation, "Service hooks events"). Published samples lack
/// the subscription; everything may be missing.
/// </summary>
internal sealed record HookEventBody(Guid? Id, Guid? SubscriptionId, string? EventType, DateTimeOffset? CreatedDate, HookResource? Resource);

/// <summary>The resource of a push or of a pull request.</summary>
internal sealed record HookResource(
    HookRepository? Repository,
    IReadOnlyList<HookRefUpdate>? RefUpdates,
    IReadOnlyList<HookCommit>? Commits,
    HookPerson? PushedBy,
    DateTimeOffset? Date,
    int? PullRequestId,
    string? Status,
    string? Title,
    string? SourceRefName,
    string? TargetRefName,
    string? MergeStatus,
    HookCommit? LastMergeSourceCommit,
    HookCommit? LastMergeCommit,
    HookPerson? CreatedBy,
    JsonElement? ForkSource);

internal sealed record HookRepository(Guid? Id);

internal sealed record HookRefUpdate(string? Name, string? NewObjectId);

internal sealed record HookCommit(string? CommitId, string? Comment);

internal sealed record HookPerson(string? DisplayName);

/// <summary>Generated at build. The depth is several times that of any event.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32)]
[JsonSerializable(typeof(HookEventBody))]
internal sealed partial class HookEventJson : JsonSerializerContext;
