using ConnectWizard.Connections;
using ConnectWizard.Connections.Accounts;

namespace ConnectWizard.SignIn;

/// <summary>
/// Renews an account's tokens, on one node at a time. The new refresh token is stored before the access token is used. A process that dies
/// before it has stored it leaves the old one, which is tried next: some providers accept it once more, others ask to sign in again.
/// </summary>
internal sealed class TokenRenewal(IAccountStore accounts, ILeases leases, TokenEndpoint tokens, TimeProvider time, ILogger<TokenRenewal> logger)
{
    /// <summary>Longer than the provider and the store together may take.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(60);

    /// <summary>Between two looks at what another node does.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>A token that lasts; the problems of <see cref="IAccountTokens.OpenAsync"/>.</returns>
    public async Task<Outcome<EntraAccessToken>> RenewAsync(AccountId id, CancellationToken cancellationToken)
    {
        for (var until = time.GetUtcNow() + LeaseDuration; time.GetUtcNow() <= until; await Task.Delay(Pause, time, cancellationToken))
        {
            await using var lease = await leases.TryTakeAsync($"refresh:{id}", LeaseDuration, cancellationToken);
            var stored = await accounts.ReadAsync(id, cancellationToken);
            if (stored is null)
                return new Problem(ProblemCode.SignInAgain);
            if (Settled(stored) is { } settled)
                return settled;
            if (lease is not null)
                return await RedeemAsync(id, stored, cancellationToken);
        }

        return new Problem(ProblemCode.SignInUnreachable).With(ProblemText.Variant, "busy");
    }

    /// <summary>What needs no provider: tokens that somebody else has renewed, and those that cannot be.</summary>
    private Outcome<EntraAccessToken>? Settled(AccountTokenSet stored)
    {
        if (stored.Access is { } access && time.GetUtcNow() < stored.RenewAt)
            return access;
        if (stored.End is { } end)
            return Ended(stored.Login, end);
        return null;
    }

    private async Task<Outcome<EntraAccessToken>> RedeemAsync(AccountId id, AccountTokenSet stored, CancellationToken cancellationToken)
    {
        if (stored.Refresh is not { } refresh)
            return await EndAsync(id, stored, Ended(stored.Login, SignInEnd.Refused), cancellationToken);

        var answer = await tokens.RefreshAsync(refresh, stored.Tenant, cancellationToken);
        if (!answer.Succeeded)
            return await RefuseAsync(id, stored, answer.Problem, cancellationToken);
        using var body = answer.Value;
        var grant = TokenGrant.Of(body.RootElement, time.GetUtcNow());
        if (!await accounts.RenewAsync(id, stored.Generation, grant, cancellationToken))
            return await LookAgainAsync(id, Ended(stored.Login, SignInEnd.SignedOut), cancellationToken);
        SignInLog.Renewed(logger, id.Value);
        return grant.Access;
    }

    private async Task<Outcome<EntraAccessToken>> RefuseAsync(AccountId id, AccountTokenSet stored, Problem problem, CancellationToken cancellationToken)
    {
        SignInLog.NotRenewed(logger, id.Value, ProblemCatalog.Name(problem.Code), problem.Arguments.GetValueOrDefault("number"));
        var told = problem.With("login", stored.Login);
        return problem.Code == ProblemCode.SignInAgain ? await EndAsync(id, stored, told, cancellationToken) : told;
    }

    private async Task<Outcome<EntraAccessToken>> EndAsync(AccountId id, AccountTokenSet stored, Problem problem, CancellationToken cancellationToken)
    {
        var reason = problem.Arguments.ContainsKey(ProblemText.Variant) ? SignInEnd.Interaction : SignInEnd.Refused;
        await accounts.EndAsync(id, stored.Generation, reason, cancellationToken);
        return await LookAgainAsync(id, problem, cancellationToken);
    }

    /// <summary>Somebody may have signed in again, or out, while the provider was asked: what is stored then counts more than its answer.</summary>
    private async Task<Outcome<EntraAccessToken>> LookAgainAsync(AccountId id, Problem problem, CancellationToken cancellationToken) =>
        await accounts.ReadAsync(id, cancellationToken) is { Access: { } access } newer && time.GetUtcNow() < newer.RenewAt ? access : problem;

    private static Problem Ended(string login, SignInEnd end)
    {
        var problem = new Problem(ProblemCode.SignInAgain).With("login", login);
        return VariantOf(end) is { } variant ? problem.With(ProblemText.Variant, variant) : problem;
    }

    private static string? VariantOf(SignInEnd end) => end switch
    {
        SignInEnd.Refused => null,
        SignInEnd.Interaction => "interaction",
        SignInEnd.SignedOut => "out",
    };
}
