using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>
/// Links by which an administrator creates a profile's webhooks for somebody who may not. A profile has at most one that leads anywhere.
/// </summary>
public interface IAdministratorLinks
{
    /// <summary>Makes a link. One that was made before leads nowhere from then on.</summary>
    /// <returns>The link: the only time that its address is told, for it is stored hashed.</returns>
    Task<AdministratorLink> CreateAsync(BuildProfile profile, CancellationToken cancellationToken);

    /// <summary>The newest link of a profile.</summary>
    /// <returns>What is known of it; null when there is none, or it was revoked.</returns>
    Task<AdministratorLinkState?> FindAsync(BuildProfile profile, CancellationToken cancellationToken);

    /// <summary>The profile's link leads nowhere from now on; one that was used stays as it is.</summary>
    Task RevokeAsync(BuildProfile profile, CancellationToken cancellationToken);
}

/// <summary>A link that was made a moment ago.</summary>
/// <param name="Path">Its path on our public address; whoever has it can ask for webhooks to be created with a credential of their own.</param>
/// <param name="ExpiresAt">Until when it leads anywhere.</param>
public sealed record AdministratorLink(Secret Path, DateTimeOffset ExpiresAt);

/// <summary>A link that was made, without its address.</summary>
/// <param name="ExpiresAt">Until when it leads anywhere.</param>
/// <param name="IsOpen">It has neither been used nor expired.</param>
/// <param name="UsedAt">When an administrator created the webhooks by it.</param>
/// <param name="UsedBy">The administrator's account, as Azure DevOps shows it.</param>
public sealed record AdministratorLinkState(DateTimeOffset ExpiresAt, bool IsOpen, DateTimeOffset? UsedAt, string? UsedBy);

internal sealed class AdministratorLinks(IAdministratorLinkStore links, ProfileSignals signals, TimeProvider time) : IAdministratorLinks
{
    /// <summary>How long a link leads anywhere: an administrator may be away for some days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How often a link can be tried: each try sends a credential to Azure DevOps, and refusals may lock an account.</summary>
    public const int MaxAttempts = 20;

    /// <summary>Where the links lead; the secret follows as a segment.</summary>
    public const string Path = "/webhooks/ask";

    public async Task<AdministratorLink> CreateAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        var (secret, now) = (LinkSecret.New(), time.GetUtcNow());
        var link = new StoredLink
        {
            Id = Guid.CreateVersion7(),
            Workspace = profile.Workspace,
            Profile = profile.Id,
            Hash = LinkSecret.HashOf(secret),
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        await links.AddAsync(link, cancellationToken);
        signals.Changed(profile.Id);
        return new AdministratorLink(new Secret($"{Path}/{secret.Reveal()}"), link.ExpiresAt);
    }

    public async Task<AdministratorLinkState?> FindAsync(BuildProfile profile, CancellationToken cancellationToken) =>
        await links.FindNewestAsync(profile.Workspace, profile.Id, cancellationToken) is { } link && link.StatusAt(time.GetUtcNow()) is var status and not LinkStatus.Revoked
            ? new AdministratorLinkState(link.ExpiresAt, status == LinkStatus.Open, link.UsedAt, link.UsedBy)
            : null;

    public async Task RevokeAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        await links.RevokeAsync(profile.Workspace, profile.Id, time.GetUtcNow(), cancellationToken);
        signals.Changed(profile.Id);
    }
}
