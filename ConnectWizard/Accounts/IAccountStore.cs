using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>Keeps accounts with their tokens, encrypted.</summary>
internal interface IAccountStore
{
    /// <summary>Stores a person who signed in: a new account, or newer tokens for the one that this browser has of the same person and tenant.</summary>
    Task<AccountId> SaveAsync(SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a person who signed in for a connection, as <see cref="SaveAsync"/> does, and has the connection live on that account from now on:
    /// the browser that signed in is the one that can sign out. Where the account of before has no tokens any more, all its connections move
    /// along; drafts stay with their browser.
    /// </summary>
    /// <returns>The account; null when the connection lives on none, or on one of another identity or tenant, and nothing was stored.</returns>
    Task<AccountId?> SaveForConnectionAsync(ConnectionId connection, SignedInPerson person, TokenGrant grant, CancellationToken cancellationToken);

    /// <summary>An account with its tokens; null when it is gone.</summary>
    Task<AccountTokenSet?> ReadAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>The account that a connection lives on; null when it lives on none.</summary>
    Task<ConnectionAccount?> FindOfConnectionAsync(ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Stores newer tokens.</summary>
    /// <param name="id">The account.</param>
    /// <param name="generation">The generation of tokens that these follow.</param>
    /// <param name="grant">The tokens. Without a refresh token the old one stays.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    /// <returns>False when there are others by now, or none.</returns>
    Task<bool> RenewAsync(AccountId id, long generation, TokenGrant grant, CancellationToken cancellationToken);

    /// <summary>Writes down that tokens of this generation could not be renewed for now; nothing when there are others by now.</summary>
    Task PauseAsync(AccountId id, long generation, RenewalPause pause, CancellationToken cancellationToken);

    /// <summary>The tokens of this generation are of no use any more: they are forgotten, and connections that live on them have failed.</summary>
    Task EndAsync(AccountId id, long generation, SignInResult reason, CancellationToken cancellationToken);
}

/// <summary>Who signed in, in which browser.</summary>
/// <param name="Workspace">The workspace that the browser works in.</param>
/// <param name="Owner">The browser.</param>
/// <param name="Profile">Who Azure DevOps says it is.</param>
/// <param name="Login">What the account signs in with.</param>
/// <param name="Tenant">Whose tokens they are, where told.</param>
internal sealed record SignedInPerson(WorkspaceId Workspace, OwnerId Owner, CloudProfile Profile, string Login, string? Tenant)
{
    /// <summary>Set for an application: what proves it takes the place of a refresh token.</summary>
    public IdentityKind? Identity { get; init; }
}

/// <summary>An account's tokens as stored.</summary>
internal sealed record AccountTokenSet
{
    /// <summary>What the account signs in with.</summary>
    public required string Login { get; init; }

    /// <summary>Where they are renewed.</summary>
    public required string? Tenant { get; init; }

    /// <summary>How an application proves itself; null for a person. Its refresh token is a stored <see cref="ApplicationIdentity"/>.</summary>
    public IdentityKind? Identity { get; init; }

    /// <summary>Counts the times they were replaced.</summary>
    public required long Generation { get; init; }

    /// <summary>Null when there is none.</summary>
    public EntraAccessToken? Access { get; init; }

    /// <summary>Null when there is none.</summary>
    public Secret? Refresh { get; init; }

    /// <summary>There are tokens, and they do not open with the keys that are here: they rest untouched until their key is back.</summary>
    public bool IsSealed { get; init; }

    /// <summary>From when on a newer access token is asked for.</summary>
    public required DateTimeOffset RenewAt { get; init; }

    /// <summary>When the access token ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Why there are no tokens, where there are none.</summary>
    public SignInResult? End { get; init; }

    /// <summary>The last renewal failed for a reason that passes; null when it did not.</summary>
    public RenewalPause? Pause { get; init; }
}

/// <summary>After a renewal that failed for a reason that passes: until when no node asks the provider again, and what is told meanwhile.</summary>
/// <param name="Failures">How many failed in a row.</param>
/// <param name="Until">Nobody asks before.</param>
/// <param name="Failure">The last one.</param>
internal sealed record RenewalPause(int Failures, DateTimeOffset Until, SignInFailure Failure);

/// <summary>The account of a connection, as far as another sign-in is compared with it.</summary>
internal sealed record ConnectionAccount(AccountId Id, string ProfileId, string? Tenant)
{
    /// <summary>Whether somebody is the same identity: rights and webhooks of the connection are that identity's. Tenants differ only where both are known.</summary>
    public bool Is(SignedInPerson person) =>
        ProfileId == person.Profile.Id && (Tenant is null || person.Tenant is null || Tenant.Equals(person.Tenant, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Why an account has no tokens any more.</summary>
internal enum SignInResult
{
    /// <summary>The provider refuses the refresh token.</summary>
    Refused,

    /// <summary>The provider wants to see the person: a second factor, another device, consent.</summary>
    Interaction,

    /// <summary>Somebody signed out here.</summary>
    SignedOut,
}
