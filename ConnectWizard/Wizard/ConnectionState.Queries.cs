using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Wizard.Organization;

namespace ConnectWizard.Wizard;

/// <content>What steps ask Azure DevOps and the store on the strength of the draft.</content>
public sealed partial class ConnectionState
{
    /// <summary>Opens the list of the repositories that the draft's credential sees.</summary>
    /// <param name="changed">As <see cref="RepositoryCatalog.Watch"/> calls it.</param>
    /// <param name="cancellationToken">Once canceled, nothing is opened.</param>
    public async Task<Result<RepositoryWatch>> OpenRepositoryListAsync(Action changed, CancellationToken cancellationToken)
    {
        if (Draft is not { Target: { } target, Credential: { } credential })
            return new Problem(ProblemCode.CredentialNeeded);

        var token = await OpenTokenAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return token.Succeeded ? catalog.Watch(new RepositorySource(credential, target), token.Value, changed) : token.Problem;
    }

    /// <summary>Reads an open list again.</summary>
    /// <returns>Why it can't be read.</returns>
    public async Task<Problem?> RefreshRepositoryListAsync(RepositoryWatch watch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(watch);
        var token = await OpenTokenAsync(cancellationToken);
        if (token.Succeeded)
            watch.Refresh(token.Value);

        return token.Problem;
    }

    /// <summary>Asks the server about one repository by name.</summary>
    public Task<Result<Repository>> FindRepositoryAsync(string project, string name, CancellationToken cancellationToken) =>
        AskAsync((target, token) => repositories.FindRepositoryAsync(target, token, project, name, cancellationToken), cancellationToken);

    /// <summary>Asks what a project keeps its code in.</summary>
    public Task<Result<ProjectDetails>> FindProjectAsync(string nameOrId, CancellationToken cancellationToken) =>
        AskAsync((target, token) => repositories.FindProjectAsync(target, token, nameOrId, cancellationToken), cancellationToken);

    /// <summary>Reads branches of the chosen repository that contain <paramref name="filter"/>, at most <paramref name="limit"/>.</summary>
    public Task<Result<IReadOnlyList<Branch>>> ListBranchesAsync(RepositoryChoice repository, string? filter, int limit, CancellationToken cancellationToken) =>
        AskAsync((target, token) => repositories.ListBranchesAsync(target, token, repository.ProjectId, repository.Id, filter, limit, cancellationToken), cancellationToken);

    /// <summary>Asks the server about one branch of the chosen repository.</summary>
    public Task<Result<BranchHead>> FindBranchAsync(RepositoryChoice repository, string branch, CancellationToken cancellationToken) =>
        AskAsync((target, token) => refs.FindHeadAsync(target, token, repository.ProjectId, repository.Id, branch, cancellationToken), cancellationToken);

    /// <summary>Tries the repository as git would.</summary>
    public Task<Result<GitAnswer>> AskGitAsync(string project, string repository, CancellationToken cancellationToken) =>
        AskAsync((target, token) => gateway.AskGitAsync(target, token, project, repository, cancellationToken), cancellationToken);

    /// <summary>Asks what the account and its token may do about webhooks in some projects.</summary>
    public Task<Result<WebhookPermissionCheck>> CheckWebhookPermissionAsync(IReadOnlyList<Guid> projects, CancellationToken cancellationToken) =>
        AskAsync((target, token) => WebhookPermissionCheck.AskAsync(hooks, target, token, projects, cancellationToken), cancellationToken);

    /// <summary>The names of the build profiles of each repository of the draft's server and collection.</summary>
    public async Task<ILookup<Guid, string>> ListConnectedAsync(CancellationToken cancellationToken)
    {
        var (workspace, binding) = (RequireDraft().Workspace, Draft?.Target?.Binding);
        var here = (await connections.ListAsync(workspace, cancellationToken)).Where(connection => connection.Target.Binding == binding).Select(connection => connection.Id).ToHashSet();
        return (await profiles.ListAsync(workspace, cancellationToken))
            .Where(profile => here.Contains(profile.Connection)).ToLookup(profile => profile.Repository.Id, profile => profile.Name);
    }

    /// <summary>The connection to the same server and collection by the same account, if there is one: it is used instead of a second.</summary>
    public async Task<Connection?> FindExistingConnectionAsync(CancellationToken cancellationToken) => Draft is { Target: { } target, Facts: { } facts } draft
        ? await connections.FindExistingAsync(draft.Workspace, target, facts.AccountId, cancellationToken)
        : null;

    /// <summary>How many connections have a name already; none where that can't be found out.</summary>
    public async Task<int> CountConnectionsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await connections.ListAsync(RequireDraft().Workspace, cancellationToken)).Count(connection => connection.Name == name);
        }
        catch (StoreUnavailableException)
        {
            return 0;
        }
    }

    /// <summary>The names that build profiles have already.</summary>
    public async Task<IEnumerable<string>> ListProfileNamesAsync(CancellationToken cancellationToken) =>
        (await profiles.ListAsync(RequireDraft().Workspace, cancellationToken)).Select(profile => profile.Name);

    /// <summary>The profile that the draft became, with its connection; null when it was deleted since.</summary>
    public async Task<(BuildProfile Profile, Connection? Connection)?> FindCreatedAsync(CancellationToken cancellationToken)
    {
        var draft = RequireDraft();
        return draft.Profile is { } id && await profiles.FindAsync(draft.Workspace, new ProfileId(id), cancellationToken) is { } profile
            ? (profile, await connections.FindAsync(draft.Workspace, profile.Connection, cancellationToken))
            : null;
    }

    /// <summary>The accounts that have signed in in this browser.</summary>
    public async Task<IReadOnlyList<CloudAccount>> ListAccountsAsync(CancellationToken cancellationToken) =>
        await accounts.ListAsync(await browser.GetOwnerAsync(cancellationToken), cancellationToken);

    /// <summary>The organizations that checks of an account have passed for.</summary>
    public async Task<IReadOnlyList<string>> ListAuthorizedAsync(AccountId account, CancellationToken cancellationToken) =>
        await accounts.ListAuthorizedAsync(account, await browser.GetOwnerAsync(cancellationToken), cancellationToken);

    /// <summary>The draft's account; null when there is none, or it has signed out.</summary>
    public async Task<CloudAccount?> FindAccountAsync(CancellationToken cancellationToken) =>
        Draft is { Cloud.Account: { } id, Owner: var owner } ? await accounts.FindAsync(id, owner, cancellationToken) : null;

    /// <summary>Signs an account out; a draft that used it asks for another.</summary>
    public async Task<SignOutReceipt?> SignOutAsync(AccountId account, CancellationToken cancellationToken)
    {
        var receipt = await accounts.SignOutAsync(account, await browser.GetActorAsync(cancellationToken), cancellationToken);
        await ChangeAsync(draft => draft.Cloud.Account == account ? draft.WithoutAccount() : draft, cancellationToken);
        return receipt;
    }

    /// <summary>Lists an account's organizations: those that Azure DevOps names, and those that were authorized before.</summary>
    /// <returns>The choices, null when there are none to show; and why Azure DevOps' list is missing.</returns>
    public async Task<(OrganizationChoices? Choices, Problem? Problem)> ListOrganizationsAsync(CloudAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var authorized = await ListAuthorizedAsync(account.Id, cancellationToken);
        if (account.IsApplication)
        {
            // Azure DevOps lists no organizations to applications.
            var offered = identities.FindOrganizations(account);
            var known = (offered ?? authorized).Select(name => new CloudOrganization(name, null));
            return (OrganizationChoices.Of(known, offered is null ? authorized : [.. authorized.Intersect(offered, StringComparer.OrdinalIgnoreCase)]), null);
        }

        var token = await accountTokens.OpenAsync(account.Id, cancellationToken);
        var listed = token.Succeeded ? await cloud.ListOrganizationsAsync(token.Value, account.ProfileId, cancellationToken) : token.Problem;
        return (listed.Succeeded || authorized.Count > 0 ? OrganizationChoices.Of(listed.Value ?? [], authorized) : null, listed.Problem);
    }

    /// <summary>Asks whose tenant an organization is; null when that can't be found out.</summary>
    public async Task<OrganizationTenant?> FindTenantAsync(string organization, CancellationToken cancellationToken) =>
        (await cloud.FindTenantAsync(organization, cancellationToken)).Value;

    /// <summary>Whether the operator offers an account's identity, for some organizations alone.</summary>
    public bool IsOffered(CloudAccount account) => identities.FindOrganizations(account) is not null;

    private async Task<Result<T>> AskAsync<T>(Func<ServerTarget, Secret, Task<Result<T>>> ask, CancellationToken cancellationToken)
    {
        // Before the first await: the draft may be another one after it, and the token is for this target.
        var target = Draft?.Target;
        var token = await OpenTokenAsync(cancellationToken);
        return target is not null && token.Succeeded
            ? await ask(target, token.Value)
            : Result<T>.FromProblem(token.Problem ?? new Problem(ProblemCode.CredentialNeeded));
    }
}
