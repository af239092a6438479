using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Creation;

namespace ConnectWizard.Checks;

/// <summary>Tries a credential on what build profiles need: reading the repository, by id, cloning it, its branch, and webhooks. It changes nothing.</summary>
public sealed class ProfileDryRun(
    IAzureDevOpsGateway gateway, IRepositoryGateway repositories, IRepositoryRefs refs, IServiceHooksGateway hooksGateway, IHookStore hooks)
{
    /// <param name="connection">With the target to try; the webhooks that it has are looked for there.</param>
    public async Task<IReadOnlyList<DryRunRow>> RunAsync(Connection connection, Secret token, IReadOnlyList<BuildProfile> profiles, CancellationToken cancellationToken)
    {
        if (profiles.Count == 0)
            return [];
        Guid[] projects = [.. profiles.Select(profile => profile.Repository.ProjectId).Distinct()];
        var permission = (await WebhookPermissionCheck.AskAsync(hooksGateway, connection.Target, token, projects, cancellationToken)).Value;
        var hidden = await FindHiddenAsync(connection, token, cancellationToken);
        var rows = new DryRunRow[profiles.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = OutboundHttp.ConnectionsPerHost, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, rows.Length, options, async (position, cancellation) =>
            rows[position] = await TryAsync(connection.Target, token, profiles[position], cancellation) with
            {
                Webhooks = permission?.Of(profiles[position].Repository.ProjectId) ?? WebhookPermission.Unknown,
                HiddenWebhooks = hidden[profiles[position].Repository.Id].Count(DesiredSubscriptions.Of(profiles[position]).Include),
            });
        return rows;
    }

    /// <summary>Webhooks that the credential can't view, or can't be found out about, can't be repaired with it.</summary>
    private async Task<ILookup<Guid, Hook>> FindHiddenAsync(Connection connection, Secret token, CancellationToken cancellationToken)
    {
        Hook[] known = [.. (await hooks.ListAsync(connection.Workspace, connection.Id, cancellationToken)).Where(hook => hook is { Subscription: not null, State: not HookState.Removing })];
        if (known.Length == 0)
            return Array.Empty<Hook>().ToLookup(hook => hook.RepositoryId);
        var listing = (await SubscriptionListing.ReadAsync(hooksGateway, new SubscriptionClient(connection, token), known, cancellationToken)).Value;
        return known.Where(hook => listing is null || listing.Of(hook).Count == 0 && !listing.WouldShow(hook)).ToLookup(hook => hook.RepositoryId);
    }

    private async Task<DryRunRow> TryAsync(ServerTarget target, Secret token, BuildProfile profile, CancellationToken cancellationToken)
    {
        var (chosen, row) = (profile.Repository, new DryRunRow(profile));
        var found = await repositories.FindRepositoryAsync(target, token, chosen.ProjectId.ToString("D"), chosen.Id.ToString("D"), cancellationToken);
        if (found.Value is not { } repository)
            return row with { Problem = found.Problem!.With("repository", chosen.Name).With("project", chosen.Project) };
        var head = await refs.FindHeadAsync(target, token, repository.ProjectId, repository.Id, profile.Branch, cancellationToken);
        var git = await gateway.AskGitAsync(target, token, repository.Project, repository.Name, cancellationToken);
        return row with
        {
            Repository = repository.ToChoice(),
            CloneProblem = git.Problem,
            HasBranch = head.Value?.CommitId is not null,
        };
    }
}

/// <summary>What a build profile would have of a credential.</summary>
public sealed record DryRunRow(BuildProfile Profile)
{
    /// <summary>As it is called there; null when it can't be read.</summary>
    public RepositoryChoice? Repository { get; init; }

    /// <summary>Why it can't be read.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Why it can't be cloned.</summary>
    public Problem? CloneProblem { get; init; }

    public bool HasBranch { get; init; }

    /// <summary>Whether webhooks can be created and changed.</summary>
    public WebhookPermission Webhooks { get; init; }

    /// <summary>How many of its webhooks can't be viewed.</summary>
    public int HiddenWebhooks { get; init; }

    public bool UsesWebhooks => Profile.TriggerSource == TriggerSource.Webhooks;

    public DryRunState State => Repository is null ? DryRunState.Missing
        : CloneProblem is not null ? DryRunState.NoClone
        : !HasBranch ? DryRunState.NoBranch
        : UsesWebhooks && (Webhooks != WebhookPermission.You || HiddenWebhooks > 0) ? DryRunState.NoWebhooks
        : DryRunState.Works;
}

/// <summary>From what works to what does least; the lower-case names are those in the page.</summary>
public enum DryRunState
{
    Works,

    /// <summary>Webhooks that are there go on; new ones can't be created, or not all that are there can be repaired.</summary>
    NoWebhooks,
    NoBranch,
    NoClone,

    /// <summary>The repository is not visible.</summary>
    Missing,
}
