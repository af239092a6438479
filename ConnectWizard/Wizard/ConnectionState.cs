using ConnectWizard.Accounts;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Wizard.Provider;

namespace ConnectWizard.Wizard;

/// <summary>
/// The connection being made in one circuit: the draft as stored, the token until its check has passed, and everything that a step does with
/// them. Scoped; used from the circuit's own context. A step passes a token to <see cref="SetToken"/> and can't read it back.
/// </summary>
public sealed partial class ConnectionState(
    IDraftStore drafts,
    ICredentialStore credentials,
    IConnectionStore connections,
    IProfileStore profiles,
    IBrowserIdentity browser,
    ICloudAccounts accounts,
    IAccountTokens accountTokens,
    IApplicationIdentities identities,
    CloudSetup cloudSetup,
    IAzureDevOpsGateway gateway,
    IRepositoryGateway repositories,
    IRepositoryRefs refs,
    ICloudGateway cloud,
    IServiceHooksGateway hooks,
    IConnectionCheck check,
    RepositoryCatalog catalog,
    IProfileWebhooks webhooks,
    TimeProvider time) : IDisposable
{
    // Not disposed of: it owns no handle, and a change may still be running when the circuit ends.
    private readonly SemaphoreSlim _oneChange = new(1, 1);
    private readonly HashSet<Subscription> _subscriptions = [];

    /// <summary>The draft as last stored; null until one is begun or loaded.</summary>
    public ConnectionDraft? Draft { get; private set; }

    /// <summary>The problem that the last check of this circuit ended with: the server form marks the field it belongs to.</summary>
    public Problem? Failure { get; private set; }

    /// <summary>Calls back after each change, in the context that made it, until the subscription is disposed.</summary>
    public IDisposable OnChanged(Action changed) => new Subscription(this, changed);

    /// <summary>Makes the draft with its first answer: the first thing that is written. An account of somebody else is left out.</summary>
    public Task<ConnectionDraft> BeginAsync(ProviderChoice choice, CancellationToken cancellationToken) => OneAtATimeAsync(
        async () =>
        {
            var actor = await browser.GetActorAsync(cancellationToken);
            var draft = await drafts.CreateAsync(actor, choice.Provider, cancellationToken);
            Show(draft);
            if (choice.Account is not { } account || await accounts.FindAsync(account, actor.Owner, cancellationToken) is null)
                return draft;

            return (await StoreAsync(draft.Id, begun => begun.With(choice), cancellationToken)).Value ?? draft;
        },
        cancellationToken);

    /// <summary>Loads the draft that an address names.</summary>
    /// <returns>The draft, or why this browser does not get it: <see cref="ProblemCode.DraftForeign"/>, <see cref="ProblemCode.DraftGone"/>.</returns>
    public Task<Result<ConnectionDraft>> LoadAsync(DraftId id, CancellationToken cancellationToken) => OneAtATimeAsync(
        async () =>
        {
            var found = await drafts.FindAsync(id, await browser.GetActorAsync(cancellationToken), cancellationToken);
            Show(found.Succeeded ? WithUnstored(found.Value) : null);
            return found.Succeeded ? Draft! : found;
        },
        cancellationToken);

    /// <summary>Stores an answer on the draft's newest state; a finished one stays as it is.</summary>
    /// <returns>The draft; a problem when it is gone, or the store can't be used.</returns>
    public Task<Result<ConnectionDraft>> ChangeAsync(Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken)
    {
        // Before waiting: the answer belongs to the draft that the step shows now.
        var id = RequireDraft().Id;
        return OneAtATimeAsync(() => StoreAsync(id, change, cancellationToken), cancellationToken);
    }

    /// <summary>Creates connection and profile from the stored draft, once however often it is called.</summary>
    /// <param name="review">The last answers.</param>
    /// <param name="cancellationToken">Before the transaction is committed nothing is created.</param>
    /// <returns>The profile; a problem when another tab changed what the review showed.</returns>
    public Task<Result<BuildProfile>> CreateAsync(ReviewAnswers review, CancellationToken cancellationToken)
    {
        var shown = RequireDraft();
        return OneAtATimeAsync(() => CreateAsync(shown, review, cancellationToken), cancellationToken);
    }

    private async Task<Result<BuildProfile>> CreateAsync(ConnectionDraft shown, ReviewAnswers review, CancellationToken cancellationToken)
    {
        var reviewed = await StoreAsync(shown.Id, draft => IsSameAccount(draft, shown) ? draft.WithRepository(shown.Repository!) with { Review = review } : draft, cancellationToken);
        if (!reviewed.Succeeded)
            return reviewed.Problem;

        if (reviewed.Value.Profile is null && !IsSameAccount(reviewed.Value, shown))
            return new Problem(ProblemCode.CredentialNeeded);

        var actor = await browser.GetActorAsync(cancellationToken);
        var created = await WhileAvailableAsync(() => profiles.CreateAsync(shown.Id, actor, cancellationToken));
        if (created.Succeeded)
        {
            webhooks.RequestSync();
            if (Draft?.Id == shown.Id)
                Show((await drafts.FindAsync(shown.Id, actor, cancellationToken)).Value);
        }

        return created;
    }

    private static bool IsSameAccount(ConnectionDraft one, ConnectionDraft other) =>
        one.Target?.Binding == other.Target?.Binding && one.Facts?.AccountId == other.Facts?.AccountId;

    private async Task<Result<ConnectionDraft>> StoreAsync(DraftId id, Func<ConnectionDraft, ConnectionDraft> change, CancellationToken cancellationToken)
    {
        var actor = await browser.GetActorAsync(cancellationToken);
        var unstored = _unstored.Where(answer => answer.Draft == id).ToList();
        var stored = await WhileAvailableAsync(() => drafts.UpdateAsync(id, actor, draft => change(Apply(unstored, draft)), cancellationToken));
        if (Outage is not null)
            return stored;

        Forget(unstored);
        if (stored.Succeeded && Draft?.Id == id)
            Show(stored.Value);

        return stored;
    }

    private void Show(ConnectionDraft? draft)
    {
        Draft = draft;
        Notify();
    }

    private ConnectionDraft RequireDraft() => Draft ?? throw new InvalidOperationException("No draft is loaded.");

    private async Task<T> OneAtATimeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _oneChange.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        finally
        {
            _oneChange.Release();
        }
    }

    private void Notify()
    {
        foreach (var subscription in _subscriptions.ToArray())
            subscription.Changed();
    }

    private sealed class Subscription : IDisposable
    {
        private readonly ConnectionState _state;

        public Subscription(ConnectionState state, Action changed)
        {
            (_state, Changed) = (state, changed);
            _state._subscriptions.Add(this);
        }

        public Action Changed { get; }

        public void Dispose() => _state._subscriptions.Remove(this);
    }
}
