using ConnectWizard.Connections;

namespace ConnectWizard.Profiles;

/// <summary>Build profiles as pages see them: everything happens for an actor, in its workspace.</summary>
public sealed class ProfileService(IProfileStore profiles, ProfileSignals signals, ChangeLog changes)
{
    public Task<IReadOnlyList<BuildProfile>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        profiles.ListAsync(actor.Workspace, cancellationToken);

    public Task<IReadOnlyList<ProfileCount>> CountAsync(Actor actor, CancellationToken cancellationToken) =>
        profiles.CountAsync(actor.Workspace, cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListFirstAsync(Actor actor, IReadOnlyList<ConnectionId> connections, int limit, CancellationToken cancellationToken) =>
        profiles.ListFirstAsync(actor.Workspace, connections, limit, cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListOfConnectionAsync(Actor actor, ConnectionId connection, CancellationToken cancellationToken) =>
        profiles.ListOfConnectionAsync(actor.Workspace, connection, cancellationToken);

    public Task<BuildProfile?> FindAsync(Actor actor, ProfileId id, CancellationToken cancellationToken) =>
        profiles.FindAsync(actor.Workspace, id, cancellationToken);

    /// <returns>Null when it is gone.</returns>
    public async Task<BuildProfile?> ChangeTriggerSourceAsync(Actor actor, ProfileId id, TriggerSource source, CancellationToken cancellationToken) =>
        await NotifyAsync(actor, await profiles.ChangeTriggerSourceAsync(actor.Workspace, id, source, cancellationToken), source.ToString());

    /// <returns>Null when it is gone.</returns>
    public async Task<BuildProfile?> ChangeTriggerDraftsAsync(Actor actor, ProfileId id, bool triggerDrafts, CancellationToken cancellationToken) =>
        await NotifyAsync(actor, await profiles.ChangeTriggerDraftsAsync(actor.Workspace, id, triggerDrafts, cancellationToken), $"Drafts: {triggerDrafts}");

    /// <returns>Null when it is gone.</returns>
    public async Task<BuildProfile?> ChangeTriggerForksAsync(Actor actor, ProfileId id, bool triggerForks, CancellationToken cancellationToken) =>
        await NotifyAsync(actor, await profiles.ChangeTriggerForksAsync(actor.Workspace, id, triggerForks, cancellationToken), $"Forks: {triggerForks}");

    private async Task<BuildProfile?> NotifyAsync(Actor actor, BuildProfile? changed, string detail)
    {
        if (changed is not null)
        {
            await changes.RecordAsync(changed.ToAuditEvent(AuditAction.TriggersChanged, actor) with { Detail = detail });
            signals.Changed(changed.Id);
        }

        return changed;
    }
}

public static class ProfileServices
{
    public static IServiceCollection AddProfiles(this IServiceCollection services)
    {
        services.AddSingleton<ProfileSignals>();
        services.AddSingleton<ProfileService>();
        services.AddScoped<ProfileWatch>();
        return services;
    }
}
