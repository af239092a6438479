using ConnectWizard.Connections;

namespace ConnectWizard.Profiles;

/// <summary>Build profiles as pages see them: everything happens for an actor, in its workspace.</summary>
public sealed class ProfileService(IProfileStore profiles, ProfileSignals signals)
{
    public Task<IReadOnlyList<BuildProfile>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        profiles.ListAsync(actor.Workspace, cancellationToken);

    public Task<IReadOnlyList<BuildProfile>> ListOfConnectionAsync(Actor actor, ConnectionId connection, CancellationToken cancellationToken) =>
        profiles.ListOfConnectionAsync(actor.Workspace, connection, cancellationToken);

    public Task<BuildProfile?> FindAsync(Actor actor, ProfileId id, CancellationToken cancellationToken) =>
        profiles.FindAsync(actor.Workspace, id, cancellationToken);

    /// <returns>Null when it is gone.</returns>
    public async Task<BuildProfile?> ChangeTriggerSourceAsync(Actor actor, ProfileId id, TriggerSource source, CancellationToken cancellationToken)
    {
        var changed = await profiles.ChangeTriggerSourceAsync(actor.Workspace, id, source, cancellationToken);
        signals.Changed(id);
        return changed;
    }

    /// <returns>Null when it is gone.</returns>
    public async Task<BuildProfile?> ChangeTriggerDraftsAsync(Actor actor, ProfileId id, bool triggerDrafts, CancellationToken cancellationToken)
    {
        var changed = await profiles.ChangeTriggerDraftsAsync(actor.Workspace, id, triggerDrafts, cancellationToken);
        signals.Changed(id);
        return changed;
    }

    /// <returns>Null when it is gone.</returns>
    public async Task<BuildProfile?> ChangeTriggerForksAsync(Actor actor, ProfileId id, bool triggerForks, CancellationToken cancellationToken)
    {
        var changed = await profiles.ChangeTriggerForksAsync(actor.Workspace, id, triggerForks, cancellationToken);
        signals.Changed(id);
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
