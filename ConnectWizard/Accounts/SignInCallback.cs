using System.Security.Claims;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Accounts;

/// <summary>Writes down how a sign-in ended: an account with its tokens and the draft's answer, or the failure, where the page that follows finds it.</summary>
internal sealed class SignInCallback(ICloudGateway gateway, IAccountStore accounts, ICloudAccounts cloudAccounts, IDraftStore drafts, ProviderMetadata provider, IOptions<SignInOptions> app, ChangeLog changes, LimitedLogger<SignInCallback> logger)
{
    private const int MaxLoginLength = 320;

    /// <summary>The provider gave tokens out: whose they are is asked, and they are stored.</summary>
    /// <param name="state">The sign-in.</param>
    /// <param name="by">The browser that came back, which began it.</param>
    /// <param name="grant">The tokens.</param>
    /// <param name="claims">What the ID token says: the tenant's id (<c>tid</c>, which Microsoft Entra alone sends) and the login. Who somebody is says the profile.</param>
    /// <param name="cancellationToken">Ends the waiting for provider and store.</param>
    /// <returns>Null when all went well.</returns>
    public async Task<Problem?> SucceedAsync(SignInState state, Actor by, TokenGrant grant, ClaimsPrincipal claims, CancellationToken cancellationToken)
    {
        var tenant = Guid.TryParseExact(claims.FindFirstValue("tid"), "D", out var id) ? id.ToString("D") : null;
        if (Doubt(state.Tenant, tenant) is { } doubt)
            return doubt;
        var signedIn = claims.FindFirstValue("preferred_username") is { Length: > 0 and <= MaxLoginLength } name ? name : null;
        var profile = await gateway.ReadProfileAsync(grant.Access, cancellationToken);
        if (!profile.Succeeded)
            return ProfileProblems.Of(profile.Problem, signedIn);
        var login = profile.Value.Login ?? signedIn ?? profile.Value.Name;
        var person = new SignedInPerson(BrowserOwner.Workspace, state.Owner, profile.Value, login, tenant);
        var problem = state.Target.Connection is { } connection
            ? await SaveAsync(connection, person, grant, cancellationToken)
            : await SaveAsync(state, person, grant, cancellationToken);
        await changes.RecordAsync(new AuditEvent(AuditAction.SignedIn, by.Workspace) { By = by, Account = login, Connection = state.Target.Connection, Problem = problem?.Code });
        return problem;
    }

    /// <summary>Tokens of another tenant than the one that was asked are nobody's here.</summary>
    private Problem? Doubt(string? asked, string? tenant) =>
        Guid.TryParse(asked, out var wanted) && tenant is not null && wanted.ToString("D") != tenant
            ? new Problem(ProblemCode.SignInBroken).With("host", app.Value.AuthorityUrl.IdnHost)
                .WithEvidence(new Evidence("Asked at tenant", $"{wanted}"), new Evidence("ID token", $"of tenant {tenant}"))
            : null;

    /// <summary>Has a failure told.</summary>
    /// <param name="state">The sign-in; null where its state could not be read.</param>
    /// <param name="browser">The browser that came back.</param>
    /// <param name="problem">Why it failed.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    /// <returns>The local address at which it is told.</returns>
    public async Task<string> FailAsync(SignInState? state, OwnerId browser, Problem problem, CancellationToken cancellationToken)
    {
        SignInLog.Failed(logger, problem);
        if (state is null || state.Owner != browser)
            return SignInTarget.LostUrl(ProblemCode.SignInExpired);
        if (problem.Code == ProblemCode.SignInExpired && await HasEndedWellAsync(state, cancellationToken))
            return state.Target.Url;
        if (state.Target.Draft is not { } draft)
            return state.Target.FailureUrl(problem.Code);

        var told = problem.With("application", app.Value.ClientId);
        told = state.Tenant is { } tenant ? told.With("tenant", tenant) : told;
        if (problem.Code == ProblemCode.AdminConsentNeeded && (await provider.FindEndpointsAsync(cancellationToken)).Value?.AdminConsentFor(state.Tenant, app.Value.ClientId) is { } consent)
            told = told.With(ProblemText.Variant, "link").With("url", consent.AbsoluteUri);
        var stored = await drafts.UpdateAsync(draft, BrowserOwner.Actor(browser), it => it.WithSignInFailure(told.ToFailure()), cancellationToken);
        return stored.Succeeded ? state.Target.FailureUrl(problem.Code) : SignInTarget.LostUrl(stored.Problem.Code);
    }

    /// <summary>The browser's Back leads to the return a second time: whoever is signed in by then goes on to the page that says so.</summary>
    private async Task<bool> HasEndedWellAsync(SignInState state, CancellationToken cancellationToken) =>
        (await cloudAccounts.ListAsync(state.Owner, cancellationToken)).Any(account => account is { IsApplication: false, NeedsSignIn: false } && account.SignedInAt >= state.BeganAt);

    /// <summary>A connection goes on with the identity that it has, and with no other: its rights and its webhooks are that identity's.</summary>
    private async Task<Problem?> SaveAsync(ConnectionId connection, SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken)
    {
        if (await accounts.SaveForConnectionAsync(connection, person, grant, cancellationToken) is not { } account)
            return new Problem(ProblemCode.SignInOtherAccount).With("login", person.Login);
        SignInLog.SignedIn(logger, account.Value);
        return null;
    }

    private async Task<Problem?> SaveAsync(SignInState state, SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken)
    {
        var account = await accounts.SaveAsync(person, grant, cancellationToken);
        SignInLog.SignedIn(logger, account.Value);
        if (state.Target.Draft is not { } draft)
            return null;
        // A draft that was finished in another tab stays as it is; one on which a server was chosen meanwhile is for the cloud again.
        var answered = await drafts.UpdateAsync(
            draft, BrowserOwner.Actor(state.Owner), it => it.Profile is null ? it.WithProvider(ProviderKind.Services).WithAccount(account) : it, cancellationToken);
        return answered.Problem;
    }
}
