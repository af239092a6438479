using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>The accounts that have signed in, and applications, each given to the browser that owns it alone.</summary>
public interface ICloudAccounts
{
    /// <summary>The browser's accounts, the one that signed in last first.</summary>
    Task<IReadOnlyList<CloudAccount>> ListAsync(OwnerId owner, CancellationToken cancellationToken);

    /// <returns>The account; null when there is none or it is another browser's.</returns>
    Task<CloudAccount?> FindAsync(AccountId id, OwnerId owner, CancellationToken cancellationToken);

    /// <summary>The account that a connection uses, whichever browser owns it; null when it uses a token.</summary>
    Task<CloudAccount?> FindOfConnectionAsync(ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>The organizations that the account's connections were checked for, by name: "already authorized".</summary>
    Task<IReadOnlyList<string>> ListAuthorizedAsync(AccountId id, OwnerId owner, CancellationToken cancellationToken);

    /// <summary>Writes down that a check of this organization passed with this account; nothing for one that was removed.</summary>
    /// <param name="name">What Azure DevOps calls the account there: an entered application is shown by it.</param>
    Task RememberAuthorizedAsync(AccountId id, string organization, string name, CancellationToken cancellationToken);

    /// <summary>Forgets the account's tokens and the account. Connections that live on it say "sign in again" from then on.</summary>
    /// <returns>The receipt; null when there was nothing to forget.</returns>
    Task<SignOutReceipt?> SignOutAsync(AccountId id, Actor actor, CancellationToken cancellationToken);
}

/// <summary>Gives out an account's access tokens: for the circuit that chooses an organization, and for connections that live on it.</summary>
public interface IAccountTokens
{
    /// <summary>
    /// A token that lasts for the requests ahead: refreshed before it expires, once however many ask on however many nodes.
    /// </summary>
    /// <returns>
    /// The token; <see cref="ProblemCode.SignInAgain"/> when the account's refresh token is refused or gone, and the problems of the way to
    /// Entra (it cannot be reached, it is busy), after which asking again may help.
    /// </returns>
    Task<Result<EntraAccessToken>> OpenAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>The same for requests to one organization: an identity that the operator offers is for some organizations alone.</summary>
    /// <returns>Also <see cref="ProblemCode.IdentityNotOffered"/>.</returns>
    Task<Result<EntraAccessToken>> OpenForAsync(AccountId id, string organization, CancellationToken cancellationToken);
}
