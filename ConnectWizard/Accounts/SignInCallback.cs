using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>Writes down how a sign-in ended: an account with its tokens and the draft's answer, or the failure, where the page that follows finds it.</summary>
internal sealed class SignInCallback(ICloudGateway gateway, IAccountStore accounts, IDraftStore drafts, EntraApp app, ILogger<SignInCallback> logger)
{
    /// <summary>The provider gave tokens out: whose they are is asked, and they are stored.</summary>
    /// <returns>Null when all went well.</returns>
    public async Task<Problem?> SucceedAsync(SignInState journey, TokenGrant grant, CancellationToken cancellationToken)
    {
        var tenant = app.IsEntra ? SignInTenant.Known(journey.Tenant) : null;
        if (grant.Identity is { } identity && Doubt(identity, tenant) is { } doubt)
            return doubt;
        var profile = await gateway.ReadProfileAsync(grant.Access, cancellationToken);
        if (!profile.Succeeded)
            return ProfileProblems.Of(profile.Problem, grant.Identity?.Login);
        var login = profile.Value.Login ?? grant.Identity?.Login ?? profile.Value.Name;
        var person = new SignedInPerson(BrowserOwner.Workspace, journey.Owner, profile.Value, login, grant.Identity?.Tenant ?? tenant);
        return journey.Place.Connection is { } connection
            ? await SaveAsync(connection, person, grant, cancellationToken)
            : await SaveAsync(journey, person, grant, cancellationToken);
    }

    /// <summary>Tokens that were made for another application, or at another tenant than the one that was asked, are nobody's here.</summary>
    private Problem? Doubt(IdentityToken identity, string? asked)
    {
        var broken = new Problem(ProblemCode.SignInBroken).With("host", app.TokenEndpoint.IdnHost);
        if (!identity.Audience.Contains(app.ClientId, StringComparer.OrdinalIgnoreCase))
            return broken.WithEvidence(new Evidence("Identity token", "for another application"));
        return Guid.TryParse(asked, out var wanted) && Guid.TryParse(identity.Tenant, out var told) && wanted != told
            ? broken.WithEvidence(new Evidence("Asked at tenant", $"{wanted}"), new Evidence("Identity token", $"of tenant {told}"))
            : null;
    }

    /// <summary>Has a failure told.</summary>
    /// <param name="journey">The sign-in; null where its state could not be read.</param>
    /// <param name="browser">The browser that came back.</param>
    /// <param name="problem">Why it failed.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    /// <returns>The local address at which it is told.</returns>
    public async Task<string> FailAsync(SignInState? journey, OwnerId browser, Problem problem, CancellationToken cancellationToken)
    {
        SignInLog.Failed(logger, ProblemCatalog.Name(problem.Code), problem.Arguments.GetValueOrDefault("number"));
        if (journey is null || journey.Owner != browser)
            return SignInTarget.LostUrl(ProblemCode.SignInExpired);
        if (journey.Place.Draft is not { } draft)
            return journey.Place.FailureUrl(problem.Code);

        var told = problem.With("application", app.ClientId);
        told = journey.Tenant is { } tenant ? told.With("tenant", tenant) : told;
        var stored = await drafts.UpdateAsync(draft, browser, it => it.WithSignInFailure(told.ToFailure()), cancellationToken);
        return stored.Succeeded ? journey.Place.FailureUrl(problem.Code) : SignInTarget.LostUrl(stored.Problem.Code);
    }

    /// <summary>A connection goes on with the identity that it has, and with no other: its rights and its webhooks are that identity's.</summary>
    private async Task<Problem?> SaveAsync(ConnectionId connection, SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken)
    {
        if (await accounts.SaveForConnectionAsync(connection, person, grant, cancellationToken) is not { } account)
            return new Problem(ProblemCode.SignInOtherAccount).With("login", person.Login);
        SignInLog.SignedIn(logger, account.Value);
        return null;
    }

    private async Task<Problem?> SaveAsync(SignInState journey, SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken)
    {
        var account = await accounts.SaveAsync(person, grant, cancellationToken);
        SignInLog.SignedIn(logger, account.Value);
        if (journey.Place.Draft is not { } draft)
            return null;
        // A draft that was finished in another tab stays as it is; one on which a server was chosen meanwhile is for the cloud again.
        var answered = await drafts.UpdateAsync(
            draft, journey.Owner, it => it.Profile is null ? it.WithProvider(ProviderKind.Services).WithAccount(account) : it, cancellationToken);
        return answered.Problem;
    }
}
