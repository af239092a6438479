using ConnectWizard.Connections;
using ConnectWizard.Connections.Accounts;

namespace ConnectWizard.SignIn;

/// <summary>Writes down how a sign-in ended: an account with its tokens and the draft's answer, or the failure, where the page that follows finds it.</summary>
internal sealed class SignInReturn(ICloudGateway gateway, IAccountStore accounts, IDraftStore drafts, EntraApp app, ILogger<SignInReturn> logger)
{
    /// <summary>The provider gave tokens out: whose they are is asked, and they are stored.</summary>
    /// <returns>Null when all went well.</returns>
    public async Task<Problem?> SucceedAsync(SignInJourney journey, TokenGrant grant, CancellationToken cancellationToken)
    {
        var profile = await gateway.ReadProfileAsync(grant.Access, cancellationToken);
        if (!profile.Succeeded)
            return ProfileProblems.Of(profile.Problem, grant.Identity?.Login);
        var login = profile.Value.Login ?? grant.Identity?.Login ?? profile.Value.Name;
        var person = new SignedInPerson(journey.Owner, profile.Value, login, grant.Identity?.Tenant ?? journey.Tenant);
        return journey.Place.Connection is { } connection
            ? await RenewAsync(connection, person, grant, cancellationToken)
            : await SaveAsync(journey, person, grant, cancellationToken);
    }

    /// <summary>Has a failure told.</summary>
    /// <param name="journey">The sign-in; null where its state could not be read.</param>
    /// <param name="browser">The browser that came back.</param>
    /// <param name="problem">Why it failed.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    /// <returns>The local address at which it is told.</returns>
    public async Task<string> FailAsync(SignInJourney? journey, OwnerId browser, Problem problem, CancellationToken cancellationToken)
    {
        SignInLog.Failed(logger, ProblemCatalog.Name(problem.Code), problem.Arguments.GetValueOrDefault("number"));
        if (journey is null || journey.Owner != browser)
            return SignInPlace.LostUrl(ProblemCode.SignInExpired);
        if (journey.Place.Draft is not { } draft)
            return journey.Place.FailureUrl(problem.Code);

        var told = problem.With("application", app.ClientId);
        told = journey.Tenant is { } tenant ? told.With("tenant", tenant) : told;
        var stored = await drafts.UpdateAsync(draft, browser, it => it.WithSignInFailure(told.ToFailure()), cancellationToken);
        return stored.Succeeded ? journey.Place.FailureUrl(problem.Code) : SignInPlace.LostUrl(stored.Problem.Code);
    }

    /// <summary>A connection gets newer tokens of the account it has, and of no other: its rights and its webhooks are that account's.</summary>
    private async Task<Problem?> RenewAsync(ConnectionId connection, SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken)
    {
        var account = await accounts.FindOfConnectionAsync(connection, cancellationToken);
        if (account is null || account.ProfileId != person.Profile.Id || account.Tenant is { } tenant && person.Tenant is { } other && tenant != other)
            return new Problem(ProblemCode.SignInOtherAccount).With("login", person.Login);
        await accounts.RenewAsync(account.Id, generation: null, grant, cancellationToken);
        SignInLog.SignedIn(logger, account.Id.Value);
        return null;
    }

    private async Task<Problem?> SaveAsync(SignInJourney journey, SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken)
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
