using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>Links by which an administrator creates a profile's webhooks. A profile has at most one open link.</summary>
public interface IAdministratorLinks
{
    /// <summary>Makes a link and revokes the one before.</summary>
    /// <returns>Its address is only told now: it is stored hashed.</returns>
    Task<AdministratorLink> CreateAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken);

    /// <returns>Null when there is none, or it was revoked.</returns>
    Task<AdministratorLinkState?> FindAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken);

    Task RevokeAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken);
}

/// <param name="TokenProblem">Why an administrator can't enter a token behind it; null when they can.</param>
public sealed record AdministratorLink(Secret Path, DateTimeOffset ExpiresAt, Problem? TokenProblem = null);

public sealed record AdministratorLinkState(DateTimeOffset ExpiresAt, bool IsOpen, DateTimeOffset? UsedAt, string? UsedBy);

internal sealed class AdministratorLinks(
    IAdministratorLinkStore links, IConnectionStore connections, TokenServers servers, ProfileSignals signals, ChangeLog changes, TimeProvider time) : IAdministratorLinks
{
    /// <summary>An administrator may be away for some days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Each attempt sends a credential to Azure DevOps, and refusals may lock an account.</summary>
    public const int MaxAttempts = 20;

    /// <summary>The secret follows as a segment.</summary>
    public const string Path = "/webhooks/ask";

    public async Task<AdministratorLink> CreateAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken)
    {
        var (secret, now) = (LinkSecret.New(), time.GetUtcNow());
        var link = new StoredLink
        {
            Id = Guid.CreateVersion7(),
            Workspace = actor.Workspace,
            Profile = profile.Id,
            Hash = LinkSecret.HashOf(secret),
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        await links.AddAsync(link, cancellationToken);
        await changes.RecordAsync(profile.ToAuditEvent(AuditAction.AdministratorLinkCreated, actor));
        signals.Changed(profile.Id);
        var connection = await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken);
        return new AdministratorLink(new Secret($"{Path}/{secret.Reveal()}"), link.ExpiresAt, connection is null ? null : servers.Judge(connection.Target));
    }

    public async Task<AdministratorLinkState?> FindAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken) =>
        await links.FindNewestAsync(actor.Workspace, profile.Id, cancellationToken) is { } link && link.StatusAt(time.GetUtcNow()) is var status and not LinkStatus.Revoked
            ? new AdministratorLinkState(link.ExpiresAt, status == LinkStatus.Open, link.UsedAt, link.UsedBy)
            : null;

    public async Task RevokeAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken)
    {
        await links.RevokeAsync(actor.Workspace, profile.Id, time.GetUtcNow(), cancellationToken);
        await changes.RecordAsync(profile.ToAuditEvent(AuditAction.AdministratorLinkRevoked, actor));
        signals.Changed(profile.Id);
    }
}
