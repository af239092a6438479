using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <param name="Connection">Its target is what is called, whatever a link or a form says.</param>
public sealed record AdministratorRequest(
    StoredLink Link, LinkStatus Status, BuildProfile Profile, Connection Connection, AdministratorLinkOffer Offer)
{
    /// <summary>Why no token is taken for the server; null when it is.</summary>
    public Problem? TokenProblem { get; init; }
}

public interface IAdministratorRequests
{
    /// <param name="link">The last segment of the link's path.</param>
    /// <returns>Null for a link that nobody made, and for one whose profile is gone.</returns>
    Task<AdministratorRequest?> FindAsync(string link, CancellationToken cancellationToken);

    /// <summary>
    /// Creates the webhooks with an administrator's credential, which is not kept. Counts as an attempt; a request that is not open is returned
    /// as it is.
    /// </summary>
    Task<Result<AdministratorRequest>> CarryOutAsync(AdministratorRequest request, Secret credential, Actor actor, CancellationToken cancellationToken);
}

public sealed record AdministratorView
{
    public AdministratorRequest? Request { get; init; }
    public Problem? Problem { get; init; }
    public bool IsStale { get; init; }
    public CloudAccount? Account { get; init; }

    public string State => Request is null ? "unknown" : Request.Status.ToString().ToLowerInvariant();
}

internal sealed class AdministratorRequests(
    IAdministratorLinkStore links,
    IProfileStore profiles,
    IConnectionStore connections,
    IAzureDevOpsGateway gateway,
    IServiceHooksGateway serviceHooks,
    IAdministratorHooks hooks,
    IHookStore store,
    TokenServers servers,
    ProfileSignals signals,
    ChangeLog changes,
    TimeProvider time) : IAdministratorRequests
{
    public async Task<AdministratorRequest?> FindAsync(string link, CancellationToken cancellationToken) =>
        LinkSecret.TryHash(link) is { } hash && await links.FindAsync(hash, cancellationToken) is { } stored
            ? await DescribeAsync(stored, cancellationToken)
            : null;

    public async Task<Result<AdministratorRequest>> CarryOutAsync(
        AdministratorRequest request, Secret credential, Actor actor, CancellationToken cancellationToken)
    {
        if (request is { Status: LinkStatus.Open, TokenProblem: { } refused })
            return refused;
        if (request.Status != LinkStatus.Open || !await links.TryAsync(request.Link.Workspace, request.Link.Id, time.GetUtcNow(), cancellationToken))
            return await AgainAsync(request, cancellationToken);
        var done = await CreateAsync(request, credential, cancellationToken);
        await changes.RecordAsync(request.Profile.ToAuditEvent(AuditAction.AdministratorLinkUsed, actor) with { Account = done.Value?.AccountName, Problem = done.Problem?.Code });
        return done.Succeeded ? await AgainAsync(request, cancellationToken) : done.Problem;
    }

    /// <returns>The administrator.</returns>
    private async Task<Result<AuthenticatedUser>> CreateAsync(AdministratorRequest request, Secret credential, CancellationToken cancellationToken)
    {
        var administrator = await CheckPermissionAsync(request, credential, cancellationToken);
        if (!administrator.Succeeded)
            return administrator.Problem;
        var created = await hooks.CreateAsync(request.Profile, credential, cancellationToken);
        if (!created.Succeeded)
            return created.Problem;
        if (!await AreAllThereAsync(request.Profile, cancellationToken))
        {
            return created.Value.Problem ?? new Problem(ProblemCode.WebhookUnconfirmed)
                .With(ProblemText.Variant, "administrator").With("repository", request.Offer.Repository);
        }

        await links.UseAsync(request.Link.Workspace, request.Link.Id, administrator.Value.AccountName, time.GetUtcNow(), cancellationToken);
        signals.Changed(request.Profile.Id);
        return administrator;
    }

    private async Task<Result<AuthenticatedUser>> CheckPermissionAsync(AdministratorRequest request, Secret credential, CancellationToken cancellationToken)
    {
        var (target, repository) = (request.Connection.Target, request.Profile.Repository);
        var who = await gateway.GetConnectionDataAsync(target, credential, cancellationToken);
        if (!who.Succeeded)
            return who.Problem;

        // What can't be found out is no reason to refuse: the creation will tell.
        var rights = await WebhookPermissionCheck.AskAsync(serviceHooks, target, credential, [repository.ProjectId], cancellationToken);
        return rights.Value?.Of(repository.ProjectId) switch
        {
            WebhookPermission.Administrator => new Problem(ProblemCode.WebhooksNotAllowed)
                .With(ProblemText.Variant, "administrator").With("account", who.Value.AccountName).With("project", repository.Project),
            WebhookPermission.No => rights.Value.TokenLacks!,
            _ => who,
        };
    }

    private async Task<Result<AdministratorRequest>> AgainAsync(AdministratorRequest request, CancellationToken cancellationToken)
    {
        var stored = await links.FindAsync(request.Link.Hash, cancellationToken);
        return stored is null ? request : await DescribeAsync(stored, cancellationToken) ?? request;
    }

    private async Task<AdministratorRequest?> DescribeAsync(StoredLink stored, CancellationToken cancellationToken)
    {
        var profile = await profiles.FindAsync(stored.Workspace, stored.Profile, cancellationToken);
        var connection = profile is null ? null : await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken);
        if (profile is null || connection is null)
            return null;

        // The profile's trigger source was changed meanwhile: these webhooks are no longer wanted.
        var status = stored.StatusAt(time.GetUtcNow());
        return new AdministratorRequest(
            stored,
            status == LinkStatus.Open && profile.TriggerSource != TriggerSource.Administrator ? LinkStatus.Revoked : status,
            profile,
            connection,
            hooks.Describe(connection, profile))
        { TokenProblem = servers.Judge(connection.Target) };
    }

    /// <summary>The link stays open until all are there: the worker can't retry with a credential that isn't kept.</summary>
    private async Task<bool> AreAllThereAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        var wanted = DesiredSubscriptions.Of(profile);
        var there = (await store.ListAsync(profile.Workspace, profile.Connection, cancellationToken)).Where(hook => wanted.Include(hook) && hook.Subscription is not null);
        return there.Count() == wanted.Kinds.Count;
    }
}
