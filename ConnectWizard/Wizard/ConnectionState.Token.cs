using ConnectWizard.Checks;
using ConnectWizard.Connections;

namespace ConnectWizard.Wizard;

/// <content>The token, and the check that makes it the draft's credential.</content>
public sealed partial class ConnectionState
{
    private PendingToken? _token;

    /// <summary>
    /// True while this circuit holds a token for the draft's target whose check has not passed yet: it is nowhere else, and a reload forgets it.
    /// A target that changed, here or in another tab, does not get it.
    /// </summary>
    public bool HoldsToken => Account is null && _token?.Binding is { } binding && binding == BindingOf(Draft);

    /// <summary>A token was entered for the draft, and went with the page that held it.</summary>
    public bool HasLostToken => Draft is { Credential: null } draft && (draft.Target is not null || draft.Server.HasTypedToken) && !HoldsToken;

    /// <summary>The account that the draft's organization is asked as; null where a personal access token is used.</summary>
    private AccountId? Account => Draft is { Provider: ProviderKind.Services, Cloud.Account: { } account } ? account : null;

    /// <summary>Keeps a token in this circuit alone, for the draft's present target, until its check has passed.</summary>
    public void SetToken(Secret token)
    {
        _token = new PendingToken(token, Draft?.Id, Draft?.Target?.Provider) { Binding = BindingOf(Draft) };
        Notify();
    }

    /// <summary>
    /// Whether the token held may be used when the form names <paramref name="target"/> now: a server that accepted it stays the only one to get it
    /// (the collection may be corrected), while one that no server accepted goes where the person who typed it corrects the address to.
    /// </summary>
    public bool CanRebindToken(ServerTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return _token is { } token && token.Draft == Draft?.Id && token.Provider == target.Provider && (token.AcceptedBy is null || token.AcceptedBy == ServerOf(target));
    }

    /// <summary>The form was submitted again without another token: the one held is now for the draft's present target, where it may be.</summary>
    public void RebindToken()
    {
        if (Draft?.Target is { } target && CanRebindToken(target))
            _token!.Binding = BindingOf(Draft);

        Notify();
    }

    /// <summary>Checks the draft's target with its account, with the token held, or with the stored credential. What passed is stored.</summary>
    /// <param name="changed">Called for each change of an item, on any thread.</param>
    /// <param name="cancellationToken">Ends the check; it then throws <see cref="OperationCanceledException"/>.</param>
    public async Task<CheckRunResult> RunCheckAsync(Action<CheckItem> changed, CancellationToken cancellationToken)
    {
        var (draft, used, account) = (RequireDraft(), HoldsToken ? _token : null, Account);
        var target = draft.Target ?? throw new InvalidOperationException("The draft has no target to check.");
        Failure = null;
        var subject = CheckSubject.Of(target, await OpenTokenAsync(cancellationToken), draft.Server.PastedProject, draft.Server.PastedRepository) with
        {
            Account = account is { } id ? await accounts.FindAsync(id, draft.Owner, cancellationToken) : null,
            Browser = draft.Owner,
        };
        var run = await CheckRunResult.RunAsync(check, subject, changed, time, cancellationToken);
        Failure = run.Result.Failure;
        if (used is not null && run.Result.Items[(int)CheckItemId.Token].State is CheckItemState.Passed or CheckItemState.Warned)
            used.AcceptedBy = ServerOf(target);

        if (run.Result is { Passed: true, Facts: { } facts })
            await OneAtATimeAsync(() => KeepCheckAsync(draft, used, facts, cancellationToken), cancellationToken);

        return run;
    }

    /// <summary>Stores what a check found out with the credential that it used, or neither.</summary>
    private async Task<bool> KeepCheckAsync(ConnectionDraft started, PendingToken? used, CheckedFacts facts, CancellationToken cancellationToken)
    {
        if (await KeepCredentialAsync(started, used, facts, cancellationToken) is not { } kept)
            return false;

        var stored = await StoreAsync(started.Id, draft => IsStillChecked(draft) ? draft.WithCheck(kept, facts) : draft, cancellationToken);
        var isStored = stored.Value?.Credential == kept;
        if (!isStored)
            await credentials.ForgetPendingAsync(started.Workspace, kept, cancellationToken);
        else if (_token == used)
            _token = null;

        return isStored;

        // Meanwhile another token may have been entered, or another tab may have named another server or account, or kept another token.
        bool IsStillChecked(ConnectionDraft draft) =>
            (used is null || used == _token)
            && draft.Target?.Binding == started.Target!.Binding
            && draft.Cloud.Account == started.Cloud.Account
            && draft.Cloud.WithToken == started.Cloud.WithToken
            && (kept != started.Credential || draft.Credential == kept);
    }

    private async Task<CredentialId?> KeepCredentialAsync(ConnectionDraft draft, PendingToken? used, CheckedFacts facts, CancellationToken cancellationToken)
    {
        if (draft is { Provider: ProviderKind.Services, Cloud.Account: { } account })
        {
            await accounts.RememberAuthorizedAsync(account, draft.Target!.Collection, facts.AccountName, cancellationToken);
            return draft.Credential is { } kept ? kept
                : await credentials.KeepPendingAsync(draft.Workspace, account, draft.Target, cancellationToken) is { Succeeded: true, Value: var made } ? made : null;
        }

        return used is null ? draft.Credential : await credentials.KeepPendingAsync(draft.Workspace, used.Secret, draft.Target!, cancellationToken);
    }

    /// <returns>The token, or <see cref="ProblemCode.CredentialNeeded"/> when there is none, or why the account has none.</returns>
    private async Task<Result<Secret>> OpenTokenAsync(CancellationToken cancellationToken) => (Draft, Account) switch
    {
        _ when HoldsToken => _token!.Secret,
        ({ Target: { } target }, { } account) when cloudSetup.TargetOf(target.Collection).Binding == target.Binding =>
            (await accountTokens.OpenForAsync(account, target.Collection, cancellationToken)).Then<Secret>(token => token),
        ({ Target: { } target, Credential: { } credential } draft, null) => await credentials.OpenAsync(draft.Workspace, credential, target, cancellationToken),
        _ => new Problem(ProblemCode.CredentialNeeded),
    };

    private static string ServerOf(ServerTarget target) => target.Address.BaseUrl.ToUpperInvariant();

    private static string? BindingOf(ConnectionDraft? draft) => draft is { Target: { } target } ? $"{draft.Id} {target.Binding}" : null;

    /// <summary>A token whose check has not passed yet.</summary>
    private sealed class PendingToken(Secret secret, DraftId? draft, ProviderKind? provider)
    {
        public Secret Secret => secret;

        public DraftId? Draft => draft;

        public ProviderKind? Provider => provider;

        /// <summary>The draft and target that it is for.</summary>
        public string? Binding { get; set; }

        /// <summary>The server that let it in.</summary>
        public string? AcceptedBy { get; set; }
    }
}
