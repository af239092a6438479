using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <inheritdoc />
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
