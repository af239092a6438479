using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>A subscription as Azure DevOps has it; its secret is never read back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="EventType">As on the wire: <c>git.push</c>.</param>
/// <param name="Project">The project it is restricted to.</param>
/// <param name="Repository">The repository it is restricted to; null for all of the project.</param>
/// <param name="Url">The address that it posts to, as stored.</param>
/// <param name="Status">Whether it delivers.</param>
/// <param name="CreatedAt">When it was created, where told.</param>
public sealed record HookSubscription(
    Guid Id, string EventType, Guid? Project, Guid? Repository, string Url, SubscriptionStatus Status, DateTimeOffset? CreatedAt);

/// <summary>Whether a subscription delivers, after Microsoft's REST reference.</summary>
public enum SubscriptionStatus
{
    /// <summary>A status that we do not know.</summary>
    Unknown,
    Enabled,

    /// <summary>A delivery failed; it is tried again more and more seldom, and new events are lost meanwhile.</summary>
    OnProbation,
    DisabledByUser,

    /// <summary>Deliveries failed for too long, or the target said that it is gone.</summary>
    DisabledBySystem,

    /// <summary>Whoever created it has left.</summary>
    DisabledByInactiveIdentity,
}

/// <summary>A subscription as it is to be.</summary>
/// <param name="EventType">As on the wire: <c>git.push</c>.</param>
/// <param name="Project">The project.</param>
/// <param name="Repository">The repository.</param>
/// <param name="Url">The address to post to.</param>
/// <param name="Secret">What deliveries prove themselves by.</param>
public sealed record HookRequest(string EventType, Guid Project, Guid Repository, Uri Url, Secret Secret)
{
    /// <summary>Sends the secret as the password of this user; Azure DevOps does so to https alone.</summary>
    public string? UserName { get; init; }

    /// <summary>Sends the secret in this header.</summary>
    public string? Header { get; init; }
}

/// <summary>A delivery as Azure DevOps remembers it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Result">How it ended, or that it has not.</param>
/// <param name="At">When it was last changed, where told.</param>
/// <param name="Detail">What was answered or why nothing was; one line, bounded, without secrets; null where nothing is said.</param>
public sealed record HookNotification(int Id, NotificationResult Result, DateTimeOffset? At, string? Detail)
{
    /// <summary>The HTTP status that the address answered with, where the words tell it.</summary>
    public int? Answered { get; init; }
}

/// <summary>How a delivery ended.</summary>
public enum NotificationResult
{
    Pending,
    Succeeded,
    Failed,

    /// <summary>The event did not meet the subscription's conditions.</summary>
    Filtered,
}
