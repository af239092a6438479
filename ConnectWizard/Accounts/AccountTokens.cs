using System.Collections.Concurrent;
using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>Gives out access tokens. However many circuits of this process ask for one that is due, they wait for the same renewal.</summary>
internal sealed class AccountTokens(IAccountStore accounts, TokenRenewal renewal, OfferedIdentities offered, TimeProvider time) : IAccountTokens
{
    private readonly ConcurrentDictionary<AccountId, Lazy<Task<Result<EntraAccessToken>>>> _renewals = new();

    /// <inheritdoc />
    public async Task<Result<EntraAccessToken>> OpenAsync(AccountId id, CancellationToken cancellationToken)
    {
        if (await accounts.ReadAsync(id, cancellationToken) is { } stored && StoredTokens.Settled(stored, time.GetUtcNow()) is { } settled)
            return settled;
        // Out of the caller's context: a circuit that leaves must neither end nor run what others wait for.
        var shared = _renewals.GetOrAdd(id, _ => new Lazy<Task<Result<EntraAccessToken>>>(() => Task.Run(() => RenewAsync(id), CancellationToken.None)));
        return await shared.Value.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Result<EntraAccessToken>> OpenForAsync(AccountId id, string organization, CancellationToken cancellationToken) =>
        await accounts.ReadAsync(id, cancellationToken) is { Identity: not null, Refresh: { } proof } && offered.FindRefusal(ApplicationIdentity.Parse(proof), organization) is { } refusal
            ? refusal
            : await OpenAsync(id, cancellationToken);

    private async Task<Result<EntraAccessToken>> RenewAsync(AccountId id)
    {
        try
        {
            // Its requests have limits of their own.
            return await renewal.RenewAsync(id, CancellationToken.None);
        }
        finally
        {
            _renewals.TryRemove(id, out _);
        }
    }
}
