using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>An event that was read: whose it says it is, and what happened, cleaned and bounded.</summary>
internal sealed record HookEvent
{
    public required Guid Id { get; init; }

    /// <summary>Null where it names none, as tests may.</summary>
    public Guid? Subscription { get; init; }

    public Guid? Repository { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Null for what is neither a push nor a pull request, or not enough of one.</summary>
    public RepositoryEvent? Happened { get; init; }

    /// <summary>More refs than are kept of a push: a look at the refs finds the others.</summary>
    public bool IsCut { get; init; }

    /// <summary>A push of more refs than this is a mirror's.</summary>
    public const int MaxRefs = 64;

    /// <returns>False for what is not an event's JSON.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, DateTimeOffset now, [NotNullWhen(true)] out HookEvent? read)
    {
        read = null;
        try
        {
            if (JsonSerializer.Deserialize(json, HookEventJson.Default.HookEventBody) is { Id: { } id } body && id != Guid.Empty)
                read = Read(id, body, now);
        }
        catch (JsonException)
        {
            // Whose fault it is, and what stood there, is nobody's to know.
        }

        return read is not null;
    }

    private static HookEvent Read(Guid id, HookEventBody body, DateTimeOffset now) => new()
    {
        Id = id,
        Subscription = body.SubscriptionId is { } subscription && subscription != Guid.Empty ? subscription : null,
        Repository = body.Resource?.Repository?.Id,
        CreatedAt = body.CreatedDate,
        IsCut = body.Resource?.RefUpdates?.Count > MaxRefs,
        Happened = body switch
        {
            { EventType: "git.push", Resource: { } resource } => PushIn(resource, body.EventType, now),
            { EventType: "git.pullrequest.created" or "git.pullrequest.updated" or "git.pullrequest.merged", Resource: { } resource } =>
                PullRequestIn(resource, body.EventType, now),
            _ => null,
        },
    };

    private static RepositoryEvent? PushIn(HookResource resource, string kind, DateTimeOffset now)
    {
        PushedRef[] moved =
        [
            .. (resource.RefUpdates ?? []).Take(MaxRefs)
                .Where(update => GitNames.IsRef(update.Name) && GitNames.IsCommit(update.NewObjectId))
                .Select(update => new PushedRef(update.Name!, update.NewObjectId!, TitleOf(resource, update.NewObjectId!))),
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

    private static string? TitleOf(HookResource resource, string commit) =>
        DisplayText.Of(resource.Commits?.FirstOrDefault(one => one.CommitId == commit)?.Comment);

    private static RepositoryEvent? PullRequestIn(HookResource resource, string kind, DateTimeOffset now) =>
        resource is { PullRequestId: > 0 and { } number, LastMergeSourceCommit.CommitId: { } commit }
        && GitNames.IsCommit(commit) && GitNames.IsRef(resource.SourceRefName) && GitNames.IsRef(resource.TargetRefName)
            ? new RepositoryEvent { Kind = kind, At = now, PullRequest = PullRequestIn(resource, number, commit) }
            : null;

    private static PullRequest PullRequestIn(HookResource resource, int number, string commit) => new()
    {
        Number = number,
        SourceRef = resource.SourceRefName!,
        TargetRef = resource.TargetRefName!,
        SourceCommit = commit,
        MergeCommit = resource.MergeStatus == "succeeded" && GitNames.IsCommit(resource.LastMergeCommit?.CommitId)
            ? resource.LastMergeCommit!.CommitId
            : null,
        IsActive = resource.Status is null or "active",
        IsFork = resource.ForkSource is not null,
        Author = DisplayText.Of(resource.CreatedBy?.DisplayName),
        Title = DisplayText.Of(resource.Title),
    };
}
