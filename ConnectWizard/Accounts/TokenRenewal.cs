using ConnectWizard.Connections;
using ConnectWizard.Workers;

namespace ConnectWizard.Accounts;

/// <summary>
/// Renews an account's tokens, on one node at a time. The new refresh token is stored before the access token is used. A process that dies
/// before it has stored it leaves the old one, which is tried next: some providers accept it once more, others ask to sign in again.
/// </summary>
internal sealed class TokenRenewal(IAccountStore accounts, ILeases leases, TokenEndpoint tokens, ApplicationTokens applications, TimeProvider time, ILogger<TokenRenewal> logger)
{
    /// <summary>Much longer than the provider (<see cref="ProviderBackchannel.TotalTimeout"/>) and the store together take.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(60);

    /// <summary>Between two looks at what another node does.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>A token that lasts; the problems of <see cref="IAccountTokens.OpenAsync"/>.</returns>
    public async Task<Result<EntraAccessToken>> RenewAsync(AccountId id, CancellationToken cancellationToken)
    {
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) <= LeaseDuration; await Task.Delay(Pause, time, cancellationToken))
        {
            await using var lease = await leases.TryTakeAsync($"refresh:{id}", LeaseDuration, cancellationToken);
            var stored = await accounts.ReadAsync(id, cancellationToken);
            if (stored is null)
                return new Problem(ProblemCode.SignInAgain).With(ProblemText.Variant, ProblemText.Removed);
            if (StoredTokens.Settled(stored, time.GetUtcNow()) is { } settled)
                return settled;
            if (lease is not null)
                return await RedeemAsync(id, stored, cancellationToken);
        }

        return await PollAgainAsync(id, new Problem(ProblemCode.SignInUnreachable).With(ProblemText.Variant, "busy"), cancellationToken);
    }

    private async Task<Result<EntraAccessToken>> RedeemAsync(AccountId id, AccountTokenSet stored, CancellationToken cancellationToken)
    {
        if (stored.Refresh is not { } refresh)
            return StoredTokens.Good(stored, time.GetUtcNow()) is { } last ? last : await EndAsync(id, stored, StoredTokens.Ended(stored, SignInResult.Refused), cancellationToken);

        var answer = stored.Identity is null
            ? await tokens.RefreshAsync(refresh, stored.Tenant, cancellationToken)
            : await applications.AcquireAsync(ApplicationIdentity.Parse(refresh), cancellationToken);
        if (!answer.Succeeded)
            return await RefuseAsync(id, stored, answer.Problem, cancellationToken);
        var grant = answer.Value;
        if (!await accounts.RenewAsync(id, stored.Generation, grant, cancellationToken))
            return await PollAgainAsync(id, StoredTokens.Ended(stored, SignInResult.SignedOut), cancellationToken);
        SignInLog.Renewed(logger, id.Value);
        return grant.Access;
    }

    /// <summary>What is final is not asked again; after anything else all nodes leave the provider alone for a while.</summary>
    private async Task<Result<EntraAccessToken>> RefuseAsync(AccountId id, AccountTokenSet stored, Problem problem, CancellationToken cancellationToken)
    {
        SignInLog.NotRenewed(logger, id.Value, ProblemCatalog.Name(problem.Code), problem.Arguments.GetValueOrDefault("number"));
        var told = SignInNetworkProblems.OfRenewal(problem).With("login", stored.Login);
        if (problem.Code == ProblemCode.SignInAgain)
            return await EndAsync(id, stored, told, cancellationToken);
        var now = time.GetUtcNow();
        var pause = RenewalBackOff.After(told, stored.Pause, now);
        await accounts.PauseAsync(id, stored.Generation, pause, cancellationToken);
        return await PollAgainAsync(id, StoredTokens.PausedProblem(pause, now), cancellationToken);
    }

    private async Task<Result<EntraAccessToken>> EndAsync(AccountId id, AccountTokenSet stored, Problem problem, CancellationToken cancellationToken)
    {
        var reason = problem.Arguments.ContainsKey(ProblemText.Variant) ? SignInResult.Interaction : SignInResult.Refused;
        await accounts.EndAsync(id, stored.Generation, reason, cancellationToken);
        return await PollAgainAsync(id, problem, cancellationToken);
    }

    /// <summary>
    /// Somebody may have signed in again, or out, while the provider was asked: what is stored then counts more than its answer. And a token
    /// that is due has not ended yet.
    /// </summary>
    private async Task<Result<EntraAccessToken>> PollAgainAsync(AccountId id, Problem problem, CancellationToken cancellationToken) =>
        await accounts.ReadAsync(id, cancellationToken) is { } stored && StoredTokens.Good(stored, time.GetUtcNow()) is { } access ? access : problem;
}
