using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Wizard;

/// <summary>
/// What one circuit knows of the connection being made: the draft as stored, the token until its check has passed, and the questions that
/// steps ask Azure DevOps on the strength of both. Scoped; used from the circuit's own context. Steps never see a secret.
/// </summary>
public sealed class ConnectionState(
    IDraftStore drafts,
    ICredentialStore credentials,
    AccountCredential accountCredential,
    IBrowserIdentity browser,
    IAzureDevOpsGateway gateway,
    IRepositoryGateway repositories,
    IServiceHooksGateway hooks) : IDisposable
{
    /// <summary>A field left and a form submitted in the same moment answer one after the other.</summary>
    private readonly SemaphoreSlim _answering = new(1, 1);
    private Secret? _token;
    private (DraftId Draft, string Binding)? _tokenFor;
    private ProviderKind? _tokenProvider;
    private string? _acceptedBy;

    /// <summary>The draft as last stored; null until one is begun or loaded.</summary>
    public ConnectionDraft? Draft { get; private set; }

    /// <summary>
    /// True while this circuit holds a token for the draft's target whose check has not passed yet: it is nowhere else, and a reload forgets it.
    /// A target that changed, here or in another tab, does not get it.
    /// </summary>
    public bool HoldsToken => _token is not null && _tokenFor is not null && _tokenFor == TokenPlace && Account is null;

    /// <summary>The account that the draft's organization is asked as; null where a personal access token is used.</summary>
    private AccountId? Account => Draft is { Provider: ProviderKind.Services, Cloud.Account: { } account } ? account : null;

    /// <summary>The problem that the last check of this circuit ended with: the server form marks the field it belongs to.</summary>
    public Problem? Failure { get; set; }

    /// <summary>Makes the draft: the first thing that is written.</summary>
    public async Task<ConnectionDraft> BeginAsync(ProviderKind provider, CancellationToken cancellationToken)
    {
        var owner = await browser.GetOwnerAsync(cancellationToken);
        Draft = await drafts.CreateAsync(browser.Workspace, owner, provider, cancellationToken);
        return Draft;
    }

    /// <summary>Loads the draft that an address names.</summary>
    /// <returns>The draft, or why this browser does not get it: <see cref="ProblemCode.DraftForeign"/>, <see cref="ProblemCode.DraftGone"/>.</returns>
    public async Task<Result<ConnectionDraft>> LoadAsync(DraftId id, CancellationToken cancellationToken)
    {
        var owner = await browser.GetOwnerAsync(cancellationToken);
        var found = await drafts.FindAsync(id, owner, cancellationToken);
        Draft = found.Value;
        return found;
    }

    /// <summary>Stores an answer on the draft's newest state and forgets a credential that the answer dropped.</summary>
    public async Task<Result<ConnectionDraft>> AnswerAsync(Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken)
    {
        await _answering.WaitAsync(cancellationToken);
        try
        {
            return await StoreAsync(change, cancellationToken);
        }
        finally
        {
            _answering.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _answering.Dispose();

    private async Task<Result<ConnectionDraft>> StoreAsync(Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken)
    {
        var draft = Draft ?? throw new InvalidOperationException("No draft is loaded.");
        CredentialId? dropped = null;
        var owner = await browser.GetOwnerAsync(cancellationToken);
        var stored = await drafts.UpdateAsync(draft.Id, owner, Change, cancellationToken);
        if (stored.Succeeded)
        {
            Draft = stored.Value;
            if (dropped is { } credential)
                await credentials.ForgetPendingAsync(Draft!.Workspace, credential, cancellationToken);
        }

        return stored;

        ConnectionDraft Change(ConnectionDraft current)
        {
            var changed = change(current);
            dropped = changed.Credential == current.Credential ? null : current.Credential;
            return changed;
        }
    }

    /// <summary>Keeps a token in this circuit alone, for the draft's present target, until its check has passed.</summary>
    public void SetToken(Secret token) => (_token, _tokenFor, _tokenProvider, _acceptedBy) = (token, TokenPlace, Draft?.Target?.Provider, null);

    /// <summary>
    /// Whether the token held may be taken along when the form names <paramref name="target"/> now: a server that accepted it stays the only one to get it
    /// (the collection may be mended), while one that no server accepted goes where the person who typed it corrects the address to.
    /// </summary>
    public bool CanTakeTokenTo(ServerTarget target) =>
        _token is not null && _tokenFor?.Draft == Draft?.Id && _tokenProvider == target.Provider && (_acceptedBy is null || _acceptedBy == Server(target));

    /// <summary>The form was submitted again without another token: the one held is now for the draft's present target, where it may be.</summary>
    public void RebindToken()
    {
        if (Draft?.Target is { } target && CanTakeTokenTo(target))
            _tokenFor = TokenPlace;
    }

    /// <summary>A server let the token held in.</summary>
    public void TokenWasAccepted(ServerTarget target) => _acceptedBy = Server(target);

    /// <summary>The token to check with: the account's, the one just entered, else the draft's credential.</summary>
    /// <returns>The token, or <see cref="ProblemCode.CredentialNeeded"/> when there is none, or why the account has none.</returns>
    public async Task<Result<Secret>> OpenTokenAsync(CancellationToken cancellationToken)
    {
        if (HoldsToken)
            return _token!;

        return (Draft, Account) switch
        {
            ({ Target: { } target }, { } account) => await accountCredential.OpenAsync(account, target, cancellationToken),
            ({ Target: { } target, Credential: { } credential }, null) => await credentials.OpenAsync(Draft!.Workspace, credential, target, cancellationToken),
            _ => new Problem(ProblemCode.CredentialNeeded),
        };
    }

    /// <summary>
    /// A check passed: the token is stored as the draft's pending credential and leaves the circuit. A check of the stored credential only
    /// renews the facts.
    /// </summary>
    public async Task<Result<ConnectionDraft>> KeepCheckedAsync(ServerTarget target, CheckedFacts facts, CancellationToken cancellationToken)
    {
        if (Draft?.Target?.Binding != target.Binding)
        {
            // Another tab named another server while this one was checked.
            return new Problem(ProblemCode.CredentialNeeded);
        }

        // Whose credential it is; another tab may have chosen another account by now.
        var who = (Draft.Cloud.Account, Draft.Cloud.WithToken);
        if (await KeepCredentialAsync(target, cancellationToken) is not { } kept)
            return new Problem(ProblemCode.CredentialNeeded);

        var stored = await AnswerAsync(
            draft => draft.Target?.Binding == target.Binding && (draft.Cloud.Account, draft.Cloud.WithToken) == who ? draft.WithCheck(kept, facts) : draft,
            cancellationToken);
        if (stored.Succeeded)
            _token = null;

        return stored;
    }

    private async Task<CredentialId?> KeepCredentialAsync(ServerTarget target, CancellationToken cancellationToken)
    {
        if (Account is { } account)
            return await accountCredential.KeepAsync(Draft!.Workspace, account, target, Draft?.Credential, cancellationToken);

        return HoldsToken ? await credentials.KeepPendingAsync(Draft!.Workspace, _token!, target, cancellationToken) : Draft?.Credential;
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

    /// <summary>Tries the repository as git would.</summary>
    public Task<Result<GitAnswer>> AskGitAsync(string project, string repository, CancellationToken cancellationToken) =>
        AskAsync((target, token) => gateway.AskGitAsync(target, token, project, repository, cancellationToken), cancellationToken);

    /// <summary>Asks what the account and its token may do about webhooks in a project.</summary>
    public Task<Result<WebhookPermissionCheck>> CheckWebhookPermissionAsync(Guid project, CancellationToken cancellationToken) =>
        AskAsync((target, token) => WebhookPermissionCheck.AskAsync(gateway, hooks, target, token, [project], cancellationToken), cancellationToken);

    private async Task<Result<T>> AskAsync<T>(Func<ServerTarget, Secret, Task<Result<T>>> ask, CancellationToken cancellationToken)
    {
        // Before the first await: the draft may be another one after it, and the token is for this target.
        var target = Draft?.Target;
        var token = await OpenTokenAsync(cancellationToken);
        return target is not null && token.Succeeded
            ? await ask(target, token.Value)
            : Result<T>.FromProblem(token.Problem ?? new Problem(ProblemCode.CredentialNeeded));
    }

    private static string Server(ServerTarget target) => target.Address.BaseUrl.ToUpperInvariant();

    private (DraftId Draft, string Binding)? TokenPlace => Draft is { Target: { } target } draft ? (draft.Id, target.Binding) : null;
}
