using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// As Azure DevOps delivers it (Microsoft's documentation, "Service hooks events"). Published samples lack the subscription; everything may be
/// missing.
/// </summary>
internal sealed record HookEvent(Guid? Id, Guid? SubscriptionId, string? EventType, DateTimeOffset? CreatedDate, HookEvent.Content? Resource)
{
    /// <summary>A push of more refs is a mirror's: polling finds the others.</summary>
    public const int MaxRefs = 64;

    private static readonly string Push = HookEventTypes.NameOf(HookKind.Push);

    /// <summary>Null where it names none, as tests may.</summary>
    public Guid? Subscription => SubscriptionId == Guid.Empty ? null : SubscriptionId;

    /// <summary>What a subscription sends whose resource details were cut down, by hand or by a server's default.</summary>
    public bool IsUnreadable => Resource?.Repository?.Id is null || EventType == Push && Resource.RefUpdates is null;

    public bool IsTruncated => Resource?.RefUpdates?.Count > MaxRefs;

    /// <param name="json">With or without a byte order mark.</param>
    public static HookEvent? TryRead(ReadOnlySpan<byte> json)
    {
        json = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        try
        {
            return JsonSerializer.Deserialize(json, HookEventJson.Default.HookEvent) is { Id: { } id } read && id != Guid.Empty ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null for what is neither a push nor a pull request, or lacks what a build needs.</returns>
    public RepositoryEvent? ToRepositoryEvent(DateTimeOffset now) => this switch
    {
        { EventType: "git.push", Resource: { } resource } => PushIn(resource, EventType, now),
        { EventType: "git.pullrequest.created" or "git.pullrequest.updated" or "git.pullrequest.merged", Resource: { } resource } =>
            PullRequestIn(resource, EventType, now),
        _ => null,
    };

    private static RepositoryEvent? PushIn(Content resource, string kind, DateTimeOffset now)
    {
        PushedRef[] moved =
        [
            .. (resource.RefUpdates ?? []).Take(MaxRefs)
                .Select(update => RefName.Find(update?.Name) is { } name && CommitId.Find(update?.NewObjectId) is { } commit
                    ? new PushedRef(name, commit, TitleOf(resource, commit))
                    : null)
                .OfType<PushedRef>(),
        ];
        return moved.Length == 0
            ? null
            : new RepositoryEvent
            {
                Kind = kind,
                At = now,
                HappenedAt = resource.Date,
                Refs = moved,
                Author = DisplayText.Of(resource.PushedBy?.DisplayName),
            };
    }

    private static string? TitleOf(Content resource, CommitId commit) =>
        DisplayText.Of(resource.Commits?.FirstOrDefault(one => CommitId.Find(one?.CommitId) == commit)?.Comment);

    private static RepositoryEvent? PullRequestIn(Content resource, string kind, DateTimeOffset now) =>
        resource.PullRequestId is > 0 and { } number && RefName.Find(resource.SourceRefName) is { } source && RefName.Find(resource.TargetRefName) is { } target
        && CommitId.Find(resource.LastMergeSourceCommit?.CommitId) is { } commit
            ? new RepositoryEvent { Kind = kind, At = now, PullRequest = PullRequestIn(resource, number, source, target, commit) }
            : null;

    private static PullRequest PullRequestIn(Content resource, int number, RefName source, RefName target, CommitId commit) => new()
    {
        Number = number,
        SourceRef = source,
        TargetRef = target,
        SourceCommit = commit,
        MergeCommit = resource.MergeStatus == "succeeded" ? CommitId.Find(resource.LastMergeCommit?.CommitId) : null,
        IsActive = resource.Status is null or "active",
        IsFork = resource.ForkSource is not null,
        IsDraft = resource.IsDraft ?? false,
        Author = DisplayText.Of(resource.CreatedBy?.DisplayName),
        Title = DisplayText.Of(resource.Title),
    };

    internal sealed record Content(
        RepositoryReference? Repository,
        IReadOnlyList<RefUpdate?>? RefUpdates,
        IReadOnlyList<Commit?>? Commits,
        Identity? PushedBy,
        DateTimeOffset? Date,
        int? PullRequestId,
        string? Status,
        bool? IsDraft,
        string? Title,
        string? SourceRefName,
        string? TargetRefName,
        string? MergeStatus,
        Commit? LastMergeSourceCommit,
        Commit? LastMergeCommit,
        Identity? CreatedBy,
        JsonElement? ForkSource);

    internal sealed record RepositoryReference(Guid? Id);

    internal sealed record RefUpdate(string? Name, string? NewObjectId);

    internal sealed record Commit(string? CommitId, string? Comment);

    internal sealed record Identity(string? DisplayName);
}

/// <summary>The depth is several times that of any event.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32, IgnoreReadOnlyProperties = true, Converters = [typeof(WireDateConverter)])]
[JsonSerializable(typeof(HookEvent))]
internal sealed partial class HookEventJson : JsonSerializerContext;
