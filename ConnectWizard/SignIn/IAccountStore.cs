using ConnectWizard.Connections;
using ConnectWizard.Connections.Accounts;

namespace ConnectWizard.SignIn;

/// <summary>Keeps accounts with their tokens, encrypted.</summary>
internal interface IAccountStore
{
    /// <summary>Stores a person who signed in: a new account, or newer tokens for the one that this browser has of the same person and tenant.</summary>
    Task<AccountId> SaveAsync(SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken);

    /// <summary>An account with its tokens; null when it is gone.</summary>
    Task<AccountTokenSet?> ReadAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>The account that a connection lives on; null when it lives on none.</summary>
    Task<ConnectionAccount?> FindOfConnectionAsync(ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Stores newer tokens. Connections that had to sign in again are to be checked anew.</summary>
    /// <param name="id">The account.</param>
    /// <param name="generation">The generation of tokens that these follow; null where somebody signed in again, whatever there was.</param>
    /// <param name="grant">The tokens. Without a refresh token the old one stays.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    /// <returns>False when there are others by now, or none.</returns>
    Task<bool> RenewAsync(AccountId id, long? generation, TokenGrant grant, CancellationToken cancellationToken);

    /// <summary>The tokens of this generation are of no use any more: they are forgotten, and connections that live on them have failed.</summary>
    Task EndAsync(AccountId id, long generation, SignInEnd reason, CancellationToken cancellationToken);
}

/// <summary>Who signed in, in which browser.</summary>
/// <param name="Owner">The browser.</param>
/// <param name="Profile">Who Azure DevOps says it is.</param>
/// <param name="Login">What the account signs in with.</param>
/// <param name="Tenant">Whose tokens they are, where told.</param>
internal sealed record SignedInPerson(OwnerId Owner, CloudProfile Profile, string Login, string? Tenant);

/// <summary>An account's tokens as stored.</summary>
/// <param name="Login">What the account signs in with.</param>
/// <param name="Tenant">Where they are renewed.</param>
/// <param name="Generation">Counts the times they were replaced.</param>
/// <param name="Access">Null when there is none, or it does not open.</param>
/// <param name="Refresh">Null when there is none.</param>
/// <param name="RenewAt">From when on the access token is not given out any more.</param>
/// <param name="End">Why there are no tokens, where there are none.</param>
internal sealed record AccountTokenSet(
    string Login, string? Tenant, long Generation, EntraAccessToken? Access, Secret? Refresh, DateTimeOffset RenewAt, SignInEnd? End);

/// <summary>The account of a connection, as far as another sign-in is compared with it.</summary>
internal sealed record ConnectionAccount(AccountId Id, string ProfileId, string Login, string? Tenant);

/// <summary>Why an account has no tokens any more.</summary>
internal enum SignInEnd
{
    /// <summary>The provider refuses the refresh token.</summary>
    Refused,

    /// <summary>The provider wants to see the person: a second factor, another device, consent.</summary>
    Interaction,

    /// <summary>Somebody signed out here.</summary>
    SignedOut,
}
